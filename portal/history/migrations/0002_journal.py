"""Each entry says why, on whose behalf, through what, and carries the hash of the one before it; older ones too."""

import itertools
import secrets

import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

AT_ONCE = 5_000


def chain_what_is_there(apps, schema_editor):
    """Entries of earlier releases, as they are found, in the order in which they were written."""
    from portal.history.actions import facts_of_row, key_of
    from portal.history.chain import contents_digest, entry_hash, seal_of

    Change, ChainLink, ChainHead, BulkAction = (
        apps.get_model("history", name) for name in ("Change", "ChainLink", "ChainHead", "BulkAction")
    )
    bulks = {
        each.pk: [each.pk, each.what, each.place_type_id, each.place_id, each.takes_back_id]
        for each in BulkAction.objects.all()
    }
    entries = Change.objects.order_by("pk").iterator(AT_ONCE)
    head = ChainHead(pk=1)
    while some := list(itertools.islice(entries, AT_ONCE)):
        previous = head.seal
        for each in some:
            each.previous_hash, each.salt = previous, secrets.token_hex(8)
            each.reason = str(each.after.get("reason") or "") if isinstance(each.after, dict) else ""
            each.words_key = key_of(each.action, each.reason, each.before, each.after)
            contents = contents_digest(each.salt, each.before, each.after, each.reason, each.subject_name)
            facts = facts_of_row(vars(each), bulks.get(each.bulk_id))
            each.entry_hash = previous = entry_hash(each.previous_hash, facts, contents)
        number = head.number + 1
        seal = seal_of(head.seal, number, len(some), previous)
        head.number, head.seal = number, seal
        link = ChainLink.objects.create(entries=len(some), last_hash=previous, number=number, seal=seal)
        for each in some:
            each.link = link
        names = ["previous_hash", "salt", "reason", "words_key", "entry_hash", "link"]
        Change.objects.bulk_update(some, names, batch_size=200)
    if head.number:
        head.save()
    schema_editor.connection.check_constraints()  # PostgreSQL alters no table with checks that wait


class Migration(migrations.Migration):
    dependencies = [
        ("history", "0001_initial"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [
        migrations.CreateModel(
            name="ChainHead",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveBigIntegerField(default=0, verbose_name="номер последнего звена")),
                ("seal", models.CharField(blank=True, max_length=64, verbose_name="его печать")),
            ],
            options={"verbose_name": "конец журнала", "verbose_name_plural": "конец журнала"},
        ),
        migrations.CreateModel(
            name="ChainLink",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("entries", models.PositiveIntegerField(verbose_name="записей")),
                ("last_hash", models.CharField(max_length=64, verbose_name="отпечаток последней записи")),
                ("number", models.PositiveBigIntegerField(null=True, unique=True, verbose_name="номер в цепочке")),
                ("seal", models.CharField(blank=True, max_length=64, verbose_name="печать")),
            ],
            options={
                "verbose_name": "звено журнала",
                "verbose_name_plural": "звенья журнала",
                "ordering": ["pk"],
                "abstract": False,
                "base_manager_name": "objects",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("number", None), ("seal", "")),
                            models.Q(("number__isnull", False), models.Q(("seal", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="chain_link_is_sealed_with_its_number",
                    )
                ],
            },
        ),
        migrations.AlterModelOptions(
            name="bulkaction",
            options={
                "base_manager_name": "objects",
                "ordering": ["-done_at", "-pk"],
                "verbose_name": "массовое действие",
                "verbose_name_plural": "массовые действия",
            },
        ),
        migrations.AlterModelOptions(
            name="change",
            options={
                "base_manager_name": "objects",
                "ordering": ["-changed_at", "-pk"],
                "verbose_name": "изменение",
                "verbose_name_plural": "журнал изменений",
            },
        ),
        migrations.AddField("change", "subject_name", models.CharField(blank=True, max_length=300, default="", verbose_name="название записи"), preserve_default=False),
        migrations.AddField("change", "within", models.PositiveBigIntegerField(null=True, verbose_name="номер муниципалитета")),
        migrations.AddField("change", "reason", models.TextField(blank=True, default="", verbose_name="почему"), preserve_default=False),
        migrations.AddField("change", "on_behalf", models.CharField(blank=True, max_length=300, default="", verbose_name="от чьего имени"), preserve_default=False),
        migrations.AddField("change", "through", models.CharField(choices=[("page", "страница портала"), ("import", "загрузка файла или списка"), ("admin", "раздел «Управление»"), ("command", "команда на сервере"), ("task", "фоновая работа")], default="page", max_length=10, verbose_name="через что"), preserve_default=False),
        migrations.AddField("change", "tool", models.CharField(blank=True, max_length=100, default="", verbose_name="страница или команда"), preserve_default=False),
        migrations.AddField("change", "words_key", models.TextField(blank=True, default="", editable=False, verbose_name="слова для поиска"), preserve_default=False),
        migrations.AddField("change", "previous_hash", models.CharField(blank=True, max_length=64, default="", verbose_name="отпечаток записи перед ней"), preserve_default=False),
        migrations.AddField("change", "entry_hash", models.CharField(max_length=64, default="", verbose_name="отпечаток"), preserve_default=False),
        migrations.AddField("change", "salt", models.CharField(blank=True, max_length=32, default="", verbose_name="соль содержания"), preserve_default=False),
        migrations.AddField("change", "erased_digest", models.CharField(blank=True, max_length=64, default="", verbose_name="отпечаток удалённого содержания"), preserve_default=False),
        migrations.AddField("change", "link", models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="changes", to="history.chainlink", verbose_name="звено")),
        migrations.RunPython(chain_what_is_there, migrations.RunPython.noop),
        migrations.AlterField("change", "link", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="changes", to="history.chainlink", verbose_name="звено")),
        migrations.AlterField("change", "through", models.CharField(choices=[("page", "страница портала"), ("import", "загрузка файла или списка"), ("admin", "раздел «Управление»"), ("command", "команда на сервере"), ("task", "фоновая работа")], default="command", max_length=10, verbose_name="через что")),
        migrations.AlterField("change", "changed_at", models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="когда")),
        migrations.AddIndex("change", models.Index(fields=["within", "changed_at"], name="change_by_municipality")),
        migrations.AddIndex("change", models.Index(fields=["changed_at"], name="change_by_moment")),
    ]
