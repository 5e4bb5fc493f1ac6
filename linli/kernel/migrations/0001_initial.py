import django.db.models.deletion
import django.utils.timezone
import linli.kernel.privacy
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='SmsSent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=120, unique=True)),
                ('at', models.DateTimeField(db_index=True, default=django.utils.timezone.now)),
                ('gateway_id', models.CharField(blank=True, default='', max_length=64)),
            ],
        ),
        migrations.CreateModel(
            name='User',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('password', models.CharField(max_length=128, verbose_name='password')),
                ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                ('username', models.CharField(max_length=60, unique=True, verbose_name='用户名')),
                ('name', models.CharField(max_length=60, verbose_name='姓名')),
                ('kind', models.CharField(choices=[('staff', '工作人员'), ('resident', '居民'), ('service', '系统账号')], default='staff', max_length=10, verbose_name='类别')),
                ('person_id', models.BigIntegerField(blank=True, db_index=True, null=True, verbose_name='人口档案')),
                ('phone', linli.kernel.privacy.EncryptedTextField(blank=True, default='', verbose_name='手机')),
                ('phone_index', models.CharField(blank=True, db_index=True, default='', max_length=32)),
                ('is_active', models.BooleanField(default=True, verbose_name='启用')),
                ('totp_secret', linli.kernel.privacy.EncryptedTextField(blank=True, default='')),
                ('must_change_password', models.BooleanField(default=False)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                'ordering': ('username',),
                'constraints': [models.UniqueConstraint(condition=models.Q(('kind', 'resident')), fields=('person_id',), name='user_person_once')],
            },
        ),
        migrations.CreateModel(
            name='Area',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=60, verbose_name='名称')),
                ('kind', models.CharField(choices=[('city', '市'), ('district', '区'), ('street', '街道'), ('community', '社区'), ('estate', '小区'), ('grid', '网格'), ('town', '镇'), ('village', '村')], max_length=12, verbose_name='级别')),
                ('path', models.CharField(db_index=True, default='', editable=False, max_length=120)),
                ('order', models.PositiveIntegerField(default=0, verbose_name='次序')),
                ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='children', to='kernel.area')),
            ],
            options={
                'ordering': ('path',),
                'constraints': [models.UniqueConstraint(fields=('parent', 'name'), name='area_name_once'), models.UniqueConstraint(condition=models.Q(('parent', None)), fields=('name',), name='area_root_once')],
            },
        ),
        migrations.CreateModel(
            name='JobRow',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('function', models.CharField(max_length=200, verbose_name='函数')),
                ('arguments', models.TextField(default='{}', verbose_name='参数')),
                ('schedule', models.CharField(blank=True, default='', max_length=200, verbose_name='周期')),
                ('key', models.CharField(blank=True, max_length=200, null=True, unique=True, verbose_name='唯一键')),
                ('state', models.CharField(choices=[('waiting', '等待中'), ('running', '进行中'), ('done', '已完成'), ('failed', '失败'), ('stopped', '已停止')], default='waiting', max_length=10, verbose_name='状态')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='提交时间')),
                ('due_at', models.DateTimeField(default=django.utils.timezone.now, null=True, verbose_name='最早执行时间')),
                ('token', models.BigIntegerField(blank=True, null=True, verbose_name='租约')),
                ('claims', models.PositiveIntegerField(default=0, verbose_name='领取次数')),
                ('attempts', models.PositiveIntegerField(default=0, verbose_name='失败次数')),
                ('started_at', models.DateTimeField(blank=True, null=True, verbose_name='开始时间')),
                ('finished_at', models.DateTimeField(blank=True, null=True, verbose_name='结束时间')),
                ('done', models.PositiveIntegerField(default=0, verbose_name='已做')),
                ('total', models.PositiveIntegerField(default=0, verbose_name='总数')),
                ('note', models.CharField(blank=True, default='', max_length=300, verbose_name='说明')),
                ('stop_asked', models.BooleanField(default=False, verbose_name='要求停止')),
                ('result', models.TextField(blank=True, default='', verbose_name='结果')),
                ('last_error', models.TextField(blank=True, default='', verbose_name='最近的错误')),
            ],
            options={
                'verbose_name': '后台任务',
                'verbose_name_plural': '后台任务',
                'indexes': [models.Index(fields=['due_at', 'id'], name='job_due')],
            },
        ),
        migrations.CreateModel(
            name='OutboxRow',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('event', models.CharField(max_length=200, verbose_name='事件')),
                ('handler', models.CharField(max_length=200, verbose_name='处理者')),
                ('payload', models.TextField(verbose_name='内容')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='产生时间')),
                ('due_at', models.DateTimeField(default=django.utils.timezone.now, null=True, verbose_name='最早投递时间')),
                ('token', models.BigIntegerField(blank=True, null=True, verbose_name='租约')),
                ('claims', models.PositiveIntegerField(default=0, verbose_name='领取次数')),
                ('attempts', models.PositiveIntegerField(default=0, verbose_name='失败次数')),
                ('last_error', models.TextField(blank=True, default='', verbose_name='最近的错误')),
            ],
            options={
                'verbose_name': '待投递事件',
                'verbose_name_plural': '待投递事件',
                'indexes': [models.Index(fields=['due_at', 'id'], name='outbox_due')],
            },
        ),
        migrations.CreateModel(
            name='RememberedAnswer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=128)),
                ('actor', models.CharField(max_length=40)),
                ('request_hash', models.CharField(max_length=64)),
                ('status', models.PositiveSmallIntegerField(null=True)),
                ('body', models.TextField(default='')),
                ('created_at', models.DateTimeField(db_index=True, default=django.utils.timezone.now)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('actor', 'key'), name='answer_once')],
            },
        ),
        migrations.CreateModel(
            name='ApiKey',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=60, verbose_name='用途')),
                ('prefix', models.CharField(max_length=12, unique=True)),
                ('secret_hash', models.CharField(max_length=64)),
                ('scopes', models.JSONField(default=list, verbose_name='权限范围')),
                ('per_minute', models.PositiveIntegerField(default=60, verbose_name='每分钟次数')),
                ('per_day', models.PositiveIntegerField(default=10000, verbose_name='每日次数')),
                ('expires_at', models.DateTimeField(blank=True, null=True, verbose_name='到期时间')),
                ('revoked_at', models.DateTimeField(blank=True, null=True, verbose_name='停用时间')),
                ('last_used_at', models.DateTimeField(blank=True, null=True, verbose_name='最近使用')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='api_keys', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='AuditEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(db_index=True)),
                ('actor_id', models.BigIntegerField(db_index=True, null=True)),
                ('actor_name', models.CharField(max_length=60)),
                ('action', models.CharField(db_index=True, max_length=80)),
                ('target_model', models.CharField(blank=True, default='', max_length=80)),
                ('target_id', models.CharField(blank=True, default='', max_length=40)),
                ('detail', models.JSONField(default=dict)),
                ('previous_hash', models.CharField(max_length=64, unique=True)),
                ('hash', models.CharField(max_length=64, unique=True)),
                ('area', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.area')),
            ],
            options={
                'ordering': ('pk',),
                'indexes': [models.Index(fields=['target_model', 'target_id'], name='audit_target')],
            },
        ),
        migrations.CreateModel(
            name='RoleHolding',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(choices=[('admin', '平台管理员'), ('street', '街道管理员'), ('secretary', '社区书记'), ('worker', '社区工作者'), ('grid', '网格员'), ('property_manager', '物业经理'), ('property_staff', '物业员工'), ('committee', '业委会成员'), ('doctor', '社区医生'), ('relative', '家属'), ('resident', '居民'), ('screen', '大屏'), ('device', '设备'), ('external', '外部系统')], max_length=20, verbose_name='角色')),
                ('since', models.DateTimeField(default=django.utils.timezone.now)),
                ('area', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.area')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='holdings', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ('pk',),
                'constraints': [models.UniqueConstraint(fields=('user', 'role', 'area'), name='role_held_once')],
            },
        ),
        migrations.CreateModel(
            name='StoredFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sha256', models.CharField(db_index=True, max_length=64)),
                ('name', models.CharField(max_length=120)),
                ('content_type', models.CharField(max_length=80)),
                ('size', models.PositiveBigIntegerField()),
                ('permission', models.CharField(blank=True, default='', max_length=80)),
                ('taken_at_place', models.JSONField(null=True)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('area', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.area')),
                ('uploaded_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='ApiUsage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('window', models.CharField(max_length=20)),
                ('count', models.PositiveIntegerField(default=0)),
                ('key', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='usage', to='kernel.apikey')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('key', 'window'), name='usage_window_once')],
            },
        ),
    ]
