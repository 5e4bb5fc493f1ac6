import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('kernel', '0001_initial'),
        ('registry', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='DeviceType',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.SlugField(max_length=40, unique=True, verbose_name='编码')),
                ('title', models.CharField(max_length=40, verbose_name='名称')),
                ('category', models.CharField(max_length=20, verbose_name='类别')),
                ('order', models.PositiveIntegerField(default=100, verbose_name='次序')),
                ('report_seconds', models.PositiveIntegerField(default=60, verbose_name='上报间隔（秒）')),
                ('offline_seconds', models.PositiveIntegerField(default=900, verbose_name='离线判定（秒）')),
                ('sensitive', models.BooleanField(default=False, verbose_name='涉及健康信息')),
            ],
            options={
                'ordering': ('order', 'code'),
            },
        ),
        migrations.CreateModel(
            name='IngestRun',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=40, unique=True)),
                ('started_at', models.DateTimeField(verbose_name='启动')),
                ('alive_at', models.DateTimeField(verbose_name='最近心跳')),
            ],
        ),
        migrations.CreateModel(
            name='Latest',
            fields=[
                ('pk', models.CompositePrimaryKey('device_id', 'metric', blank=True, editable=False, primary_key=True, serialize=False)),
                ('device_id', models.BigIntegerField(verbose_name='设备')),
                ('metric', models.CharField(max_length=40, verbose_name='标识')),
                ('at_ms', models.BigIntegerField(verbose_name='时间（毫秒）')),
                ('value', models.FloatField(verbose_name='数值')),
            ],
        ),
        migrations.CreateModel(
            name='Reading',
            fields=[
                ('pk', models.CompositePrimaryKey('device_id', 'metric', 'at_ms', blank=True, editable=False, primary_key=True, serialize=False)),
                ('device_id', models.BigIntegerField(verbose_name='设备')),
                ('metric', models.CharField(max_length=40, verbose_name='标识')),
                ('at_ms', models.BigIntegerField(verbose_name='时间（毫秒）')),
                ('value', models.FloatField(verbose_name='数值')),
            ],
        ),
        migrations.CreateModel(
            name='Refusal',
            fields=[
                ('pk', models.CompositePrimaryKey('day', 'sender', 'reason', blank=True, editable=False, primary_key=True, serialize=False)),
                ('day', models.DateField(verbose_name='日期')),
                ('sender', models.CharField(max_length=64, verbose_name='来源')),
                ('reason', models.CharField(max_length=20, verbose_name='原因')),
                ('area_id', models.BigIntegerField(null=True, verbose_name='区域')),
                ('count', models.BigIntegerField(verbose_name='次数')),
                ('last_ms', models.BigIntegerField(verbose_name='最近一次（毫秒）')),
                ('detail', models.CharField(blank=True, default='', max_length=200, verbose_name='说明')),
            ],
        ),
        migrations.CreateModel(
            name='RollVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.BigIntegerField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name='Sequence',
            fields=[
                ('device_id', models.BigIntegerField(primary_key=True, serialize=False, verbose_name='设备')),
                ('last', models.BigIntegerField(verbose_name='最近序号')),
                ('missing', models.BigIntegerField(default=0, verbose_name='缺号数')),
                ('restarts', models.BigIntegerField(default=0, verbose_name='重新计数次数')),
            ],
        ),
        migrations.CreateModel(
            name='Device',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.CharField(max_length=40, unique=True, verbose_name='设备编号')),
                ('name', models.CharField(max_length=60, verbose_name='名称')),
                ('place', models.CharField(blank=True, default='', max_length=100, verbose_name='安装位置')),
                ('point', models.JSONField(blank=True, null=True, verbose_name='平面图位置')),
                ('maker', models.CharField(blank=True, default='', max_length=60, verbose_name='厂商')),
                ('model_name', models.CharField(blank=True, default='', max_length=60, verbose_name='型号')),
                ('serial', models.CharField(blank=True, default='', max_length=60, verbose_name='出厂序列号')),
                ('installed_on', models.DateField(blank=True, null=True, verbose_name='安装日期')),
                ('warranty_until', models.DateField(blank=True, null=True, verbose_name='保修期至')),
                ('remark', models.CharField(blank=True, default='', max_length=200, verbose_name='备注')),
                ('status', models.CharField(choices=[('active', '在用'), ('retired', '已停用')], default='active', max_length=8, verbose_name='状态')),
                ('key_hash', models.CharField(blank=True, default='', max_length=64)),
                ('broker_hash', models.CharField(blank=True, default='', max_length=160)),
                ('key_issued_at', models.DateTimeField(blank=True, null=True, verbose_name='密钥签发时间')),
                ('offline_seconds', models.PositiveIntegerField(blank=True, null=True, verbose_name='离线判定（秒）')),
                ('online', models.BooleanField(db_index=True, null=True, verbose_name='在线')),
                ('last_seen_at', models.DateTimeField(blank=True, null=True, verbose_name='最近上报')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='登记时间')),
                ('retired_at', models.DateTimeField(blank=True, null=True, verbose_name='停用时间')),
                ('area', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.area')),
                ('building', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='registry.building')),
                ('gateway', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='behind', to='devices.device')),
                ('home', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='registry.home')),
                ('type', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='devices', to='devices.devicetype')),
            ],
            options={
                'ordering': ('number',),
                'indexes': [models.Index(fields=['status', 'online'], name='device_online')],
            },
        ),
        migrations.CreateModel(
            name='Member',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('property', '属性'), ('event', '事件'), ('command', '指令')], max_length=8, verbose_name='种类')),
                ('code', models.CharField(max_length=40, verbose_name='标识')),
                ('title', models.CharField(max_length=40, verbose_name='名称')),
                ('unit', models.CharField(blank=True, default='', max_length=12, verbose_name='单位')),
                ('decimals', models.PositiveSmallIntegerField(default=0, verbose_name='小数位')),
                ('minimum', models.FloatField(blank=True, null=True, verbose_name='可信下限')),
                ('maximum', models.FloatField(blank=True, null=True, verbose_name='可信上限')),
                ('labels', models.JSONField(blank=True, default=dict, verbose_name='取值含义')),
                ('order', models.PositiveIntegerField(default=0, verbose_name='次序')),
                ('type', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='members', to='devices.devicetype')),
            ],
            options={
                'ordering': ('order', 'pk'),
                'constraints': [models.UniqueConstraint(fields=('type', 'code'), name='member_code_once')],
            },
        ),
        migrations.CreateModel(
            name='Entity',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('unique_id', models.CharField(max_length=120, verbose_name='实体标识')),
                ('component', models.CharField(max_length=30, verbose_name='组件')),
                ('name', models.CharField(max_length=120, verbose_name='名称')),
                ('thing_id', models.CharField(blank=True, default='', max_length=120, verbose_name='子设备标识')),
                ('thing_name', models.CharField(blank=True, default='', max_length=120, verbose_name='子设备')),
                ('maker', models.CharField(blank=True, default='', max_length=60, verbose_name='厂商')),
                ('device_class', models.CharField(blank=True, default='', max_length=40, verbose_name='类别')),
                ('unit', models.CharField(blank=True, default='', max_length=12, verbose_name='单位')),
                ('state_topic', models.CharField(max_length=200, verbose_name='状态主题')),
                ('value_path', models.CharField(blank=True, default='', max_length=120, verbose_name='取值路径')),
                ('payload_on', models.CharField(blank=True, default='ON', max_length=40)),
                ('payload_off', models.CharField(blank=True, default='OFF', max_length=40)),
                ('metric', models.CharField(max_length=40, verbose_name='标识')),
                ('state', models.CharField(choices=[('found', '待纳管'), ('taken', '已纳管'), ('ignored', '已忽略')], default='found', max_length=8, verbose_name='状态')),
                ('found_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='发现时间')),
                ('announcer', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='announced', to='devices.device')),
                ('device', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='entities', to='devices.device')),
            ],
            options={
                'ordering': ('announcer', 'thing_name', 'name', 'pk'),
                'constraints': [models.UniqueConstraint(fields=('announcer', 'unique_id'), name='entity_once')],
            },
        ),
        migrations.CreateModel(
            name='Outage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('began_at', models.DateTimeField(verbose_name='开始')),
                ('ended_at', models.DateTimeField(blank=True, null=True, verbose_name='恢复')),
                ('device', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='outages', to='devices.device')),
            ],
            options={
                'ordering': ('-began_at',),
                'constraints': [models.UniqueConstraint(condition=models.Q(('ended_at', None)), fields=('device',), name='outage_open_once')],
            },
        ),
    ]
