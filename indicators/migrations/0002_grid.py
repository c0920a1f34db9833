import indicators.catalogue.models
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('indicators', '0001_initial'),
        ('schools', '0001_initial'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='indicator',
            name='limits_do_not_contradict',
        ),
        migrations.AddField(
            model_name='indicator',
            name='asked_of',
            field=indicators.catalogue.models.AskedOfField(blank=True, choices=[('all', 'у всех школ'), ('primary', 'у школ, где есть 1–4 классы'), ('basic', 'у школ, где есть 5–9 классы'), ('secondary', 'у школ, где есть 10–11 классы'), ('municipality', 'не у школ: одно значение на муниципалитет')], help_text='Школу не спрашивают о классах, которых в ней нет. Внесённое остаётся.', max_length=12, verbose_name='у кого спрашивается'),
        ),
        migrations.AddField(
            model_name='indicator',
            name='possible_min',
            field=models.DecimalField(blank=True, decimal_places=6, help_text='0 для доли и числа людей, 2 для отметки.', max_digits=20, null=True, verbose_name='меньше не бывает'),
        ),
        migrations.AddConstraint(
            model_name='indicator',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('possible_min', None), ('usual_min', None), ('possible_min__lte', models.F('usual_min')), _connector='OR'), models.Q(('possible_min', None), ('usual_max', None), ('possible_min__lte', models.F('usual_max')), _connector='OR'), models.Q(('possible_min', None), ('possible_max', None), ('possible_min__lte', models.F('possible_max')), _connector='OR'), models.Q(('usual_min', None), ('usual_max', None), ('usual_min__lte', models.F('usual_max')), _connector='OR'), models.Q(('usual_min', None), ('possible_max', None), ('usual_min__lte', models.F('possible_max')), _connector='OR'), models.Q(('usual_max', None), ('possible_max', None), ('usual_max__lte', models.F('possible_max')), _connector='OR')), name='limits_do_not_contradict', violation_error_message='Пределы противоречат друг другу: обычное должно помещаться в возможное.'),
        ),
    ]
