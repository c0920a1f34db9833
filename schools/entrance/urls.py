from django.urls import path

from schools.entrance.views import address_lock_list, entrance, lock_lift, second_factor_reset

urlpatterns = [
    path("municipalities/<int:pk>/entrance/", entrance, name="entrance"),
    path(
        "municipalities/<int:pk>/entrance/<int:user_pk>/second-factor/reset/",
        second_factor_reset,
        name="second-factor-reset",
    ),
    path("municipalities/<int:pk>/entrance/<int:user_pk>/lock/lift/", lock_lift, name="lock-lift"),
    path("entrance/addresses/", address_lock_list, name="address-lock-list"),
]
