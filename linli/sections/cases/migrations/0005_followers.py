from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0004_boards'),
    ]

    operations = [
        migrations.AddField(
            model_name='casefollower',
            name='by_merge',
            field=models.BooleanField(default=False, verbose_name='由合并而来'),
        ),
        migrations.AddIndex(
            model_name='case',
            index=models.Index(condition=models.Q(('state', 'suspended')), fields=['suspended_until'], name='case_to_resume'),
        ),
    ]
