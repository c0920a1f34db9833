from django.urls import path

from schools.orders.views import order_delete, order_edit, order_list

urlpatterns = [
    path("municipalities/<int:pk>/orders/", order_list, name="order-list"),
    path("orders/<int:pk>/edit/", order_edit, name="order-edit"),
    path("orders/<int:pk>/delete/", order_delete, name="order-delete"),
]
