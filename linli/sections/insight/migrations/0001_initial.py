import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('kernel', '0001_initial'),
        ('kernel', '__first__'),
    ]

    operations = [
        migrations.CreateModel(
            name='Bulletin',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('notice', '通知'), ('event', '活动'), ('policy', '政策')], default='notice', max_length=10, verbose_name='类别')),
                ('text', models.CharField(max_length=300, verbose_name='内容')),
                ('starts_at', models.DateTimeField(verbose_name='开始')),
                ('ends_at', models.DateTimeField(verbose_name='结束')),
                ('weekdays', models.JSONField(blank=True, default=list, verbose_name='星期')),
                ('from_time', models.TimeField(blank=True, null=True, verbose_name='每天从')),
                ('to_time', models.TimeField(blank=True, null=True, verbose_name='每天到')),
                ('order', models.PositiveIntegerField(default=0, verbose_name='次序')),
                ('seconds', models.PositiveSmallIntegerField(default=15, verbose_name='停留秒数')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True, verbose_name='撤下时间')),
                ('area', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.area', verbose_name='范围')),
                ('written_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ('-starts_at', '-pk'),
                'indexes': [models.Index(fields=['area', 'ends_at'], name='bulletin_area_ends')],
                'constraints': [models.CheckConstraint(condition=models.Q(('ends_at__gt', models.F('starts_at'))), name='bulletin_ends_after_start'), models.CheckConstraint(condition=models.Q(models.Q(('from_time', None), ('to_time', None)), ('to_time__gt', models.F('from_time')), _connector='OR'), name='bulletin_hours_in_order')],
            },
        ),
    ]
