import django.db.models.deletion
import django.utils.timezone
import linli.kernel.privacy
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('devices', '0001_initial'),
        ('kernel', '0001_initial'),
        ('kernel', '__first__'),
    ]

    operations = [
        migrations.CreateModel(
            name='AlertKind',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.SlugField(max_length=40, unique=True, verbose_name='编码')),
                ('title', models.CharField(max_length=40, unique=True, verbose_name='名称')),
                ('severity', models.PositiveSmallIntegerField(choices=[(1, '提示'), (2, '一般'), (3, '重要'), (4, '紧急')], default=2, verbose_name='级别')),
                ('plan', models.JSONField(default=list, verbose_name='处置预案')),
                ('latched', models.BooleanField(default=False, verbose_name='须人工解除')),
                ('health', models.BooleanField(default=False, verbose_name='健康类')),
                ('auto_case', models.BooleanField(default=False, verbose_name='自动转工单')),
                ('case_category', models.CharField(blank=True, default='', max_length=60, verbose_name='工单分类编码')),
                ('escalate_minutes', models.PositiveSmallIntegerField(default=10, verbose_name='无人接警升级（分钟）')),
                ('enabled', models.BooleanField(default=True, verbose_name='启用')),
            ],
            options={
                'ordering': ('-severity', 'code'),
            },
        ),
        migrations.CreateModel(
            name='EventSource',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.SlugField(max_length=40, unique=True, verbose_name='编码')),
                ('title', models.CharField(max_length=60, verbose_name='名称')),
                ('secret', linli.kernel.privacy.EncryptedTextField(verbose_name='签名密钥')),
                ('enabled', models.BooleanField(default=True, verbose_name='启用')),
                ('last_event_at', models.DateTimeField(blank=True, null=True)),
                ('refused', models.PositiveIntegerField(default=0, verbose_name='被拒次数')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('area', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.area')),
            ],
            options={
                'ordering': ('title',),
            },
        ),
        migrations.CreateModel(
            name='Shift',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=40, verbose_name='班次')),
                ('weekdays', models.JSONField(default=list, verbose_name='星期')),
                ('starts', models.TimeField(verbose_name='开始')),
                ('ends', models.TimeField(verbose_name='结束')),
                ('area', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.area')),
                ('first', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='主班')),
                ('second', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='备班')),
            ],
            options={
                'ordering': ('area', 'starts', 'id'),
                'constraints': [models.UniqueConstraint(fields=('area', 'title'), name='shift_title_once')],
            },
        ),
        migrations.CreateModel(
            name='Rule',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=60, verbose_name='名称')),
                ('form', models.CharField(choices=[('threshold', '阈值'), ('event', '事件'), ('offline', '离线')], max_length=12, verbose_name='形式')),
                ('device_type', models.CharField(max_length=40, verbose_name='设备类型编码')),
                ('metric', models.CharField(blank=True, default='', max_length=40, verbose_name='指标')),
                ('operator', models.CharField(blank=True, default='', max_length=2, verbose_name='比较')),
                ('limit', models.FloatField(blank=True, null=True, verbose_name='阈值')),
                ('clear_limit', models.FloatField(blank=True, null=True, verbose_name='恢复阈值')),
                ('duration_s', models.PositiveIntegerField(default=0, verbose_name='持续秒数')),
                ('max_gap_s', models.PositiveIntegerField(default=300, verbose_name='最长数据间隔秒数')),
                ('severity', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='级别')),
                ('starts', models.TimeField(blank=True, null=True, verbose_name='生效开始')),
                ('ends', models.TimeField(blank=True, null=True, verbose_name='生效结束')),
                ('weekdays', models.JSONField(default=list, verbose_name='生效星期')),
                ('enabled', models.BooleanField(default=True, verbose_name='启用')),
                ('updated_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('area', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.area')),
                ('kind', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='rules', to='alerts.alertkind')),
            ],
            options={
                'ordering': ('title', 'id'),
                'indexes': [models.Index(fields=['enabled', 'form', 'device_type'], name='rule_lookup')],
                'constraints': [models.UniqueConstraint(fields=('area', 'title'), name='rule_title_once')],
            },
        ),
        migrations.CreateModel(
            name='Alert',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('severity', models.PositiveSmallIntegerField(choices=[(1, '提示'), (2, '一般'), (3, '重要'), (4, '紧急')], verbose_name='级别')),
                ('status', models.CharField(choices=[('open', '待接警'), ('accepted', '已接警'), ('handling', '处置中'), ('resolved', '已解除'), ('false_alarm', '误报')], default='open', max_length=12, verbose_name='状态')),
                ('source', models.CharField(max_length=120, verbose_name='来源')),
                ('source_title', models.CharField(max_length=120, verbose_name='来源名称')),
                ('thing', models.CharField(blank=True, default='', max_length=40, verbose_name='来源类型')),
                ('building', models.CharField(blank=True, default='', max_length=40, verbose_name='楼栋')),
                ('place', models.CharField(blank=True, default='', max_length=120, verbose_name='位置')),
                ('message', models.CharField(blank=True, default='', max_length=300, verbose_name='说明')),
                ('metric', models.CharField(blank=True, default='', max_length=40, verbose_name='指标')),
                ('value', models.FloatField(blank=True, null=True, verbose_name='数值')),
                ('plan', models.JSONField(default=list, verbose_name='处置预案')),
                ('count', models.PositiveIntegerField(default=1, verbose_name='次数')),
                ('raised_at', models.DateTimeField(verbose_name='发生时间')),
                ('last_at', models.DateTimeField(verbose_name='最近发生')),
                ('ended_at', models.DateTimeField(blank=True, null=True, verbose_name='条件结束')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='记录时间')),
                ('escalated_at', models.DateTimeField(blank=True, null=True, verbose_name='升级时间')),
                ('accepted_at', models.DateTimeField(blank=True, null=True, verbose_name='接警时间')),
                ('closed_at', models.DateTimeField(blank=True, null=True, verbose_name='结束时间')),
                ('resolution', models.CharField(blank=True, default='', max_length=300, verbose_name='处置结果')),
                ('case_id', models.BigIntegerField(blank=True, db_index=True, null=True, verbose_name='工单')),
                ('case_number', models.CharField(blank=True, default='', max_length=40, verbose_name='工单编号')),
                ('accepted_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('addressed_to', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('area', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.area')),
                ('closed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('device', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='devices.device')),
                ('kind', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='alerts', to='alerts.alertkind')),
                ('rule', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='alerts.rule')),
            ],
            options={
                'ordering': ('-raised_at', '-id'),
                'indexes': [models.Index(fields=['area', 'status', '-raised_at'], name='alert_area_status'), models.Index(fields=['-raised_at', '-id'], name='alert_newest'), models.Index(fields=['device', '-raised_at'], name='alert_device')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('status__in', ('open', 'accepted', 'handling'))), fields=('source', 'kind'), name='alert_live_once')],
            },
        ),
        migrations.CreateModel(
            name='RuleOverride',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('limit', models.FloatField(blank=True, null=True, verbose_name='阈值')),
                ('clear_limit', models.FloatField(blank=True, null=True, verbose_name='恢复阈值')),
                ('duration_s', models.PositiveIntegerField(blank=True, null=True, verbose_name='持续秒数')),
                ('muted', models.BooleanField(default=False, verbose_name='不适用')),
                ('device', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='devices.device')),
                ('rule', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='overrides', to='alerts.rule')),
            ],
            options={
                'ordering': ('id',),
                'constraints': [models.UniqueConstraint(fields=('rule', 'device'), name='override_once')],
            },
        ),
        migrations.CreateModel(
            name='RuleState',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('last_at', models.DateTimeField(null=True)),
                ('last_value', models.FloatField(null=True)),
                ('pending_since', models.DateTimeField(null=True)),
                ('raised_at', models.DateTimeField(null=True)),
                ('due_at', models.DateTimeField(null=True)),
                ('late', models.PositiveIntegerField(default=0, verbose_name='迟到数据')),
                ('device', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='devices.device')),
                ('rule', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='states', to='alerts.rule')),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('due_at__isnull', False)), fields=['due_at'], name='state_due')],
                'constraints': [models.UniqueConstraint(fields=('rule', 'device'), name='state_once')],
            },
        ),
        migrations.CreateModel(
            name='AlertEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('actor_name', models.CharField(max_length=60)),
                ('verb', models.CharField(max_length=20)),
                ('note', models.CharField(blank=True, default='', max_length=300)),
                ('alert', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='entries', to='alerts.alert')),
            ],
            options={
                'ordering': ('at', 'id'),
            },
        ),
        migrations.CreateModel(
            name='EventReceipt',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('event_id', models.CharField(max_length=80)),
                ('received_at', models.DateTimeField(db_index=True, default=django.utils.timezone.now)),
                ('alert', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='alerts.alert')),
                ('source', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='receipts', to='alerts.eventsource')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('source', 'event_id'), name='event_once')],
            },
        ),
        migrations.CreateModel(
            name='PlanTick',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('step', models.PositiveSmallIntegerField()),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('alert', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='ticks', to='alerts.alert')),
                ('user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ('step',),
                'constraints': [models.UniqueConstraint(fields=('alert', 'step'), name='plan_step_once')],
            },
        ),
    ]
