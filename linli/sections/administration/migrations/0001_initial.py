import django.db.models.deletion
import django.utils.timezone
import linli.kernel.privacy
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
            name='PhoneCode',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('phone_index', models.CharField(db_index=True, max_length=32)),
                ('code_hash', models.CharField(max_length=32)),
                ('tries', models.PositiveSmallIntegerField(default=0)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('expires_at', models.DateTimeField()),
                ('used_at', models.DateTimeField(null=True)),
                ('ticket_hash', models.CharField(blank=True, db_index=True, default='', max_length=32)),
                ('ticket_used_at', models.DateTimeField(null=True)),
                ('candidates', models.JSONField(default=list)),
            ],
        ),
        migrations.CreateModel(
            name='WebhookMessage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.CharField(max_length=40, unique=True)),
                ('kind', models.CharField(max_length=60)),
                ('body', models.TextField()),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
            ],
        ),
        migrations.CreateModel(
            name='DataRequest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('person_id', models.BigIntegerField(db_index=True)),
                ('kind', models.CharField(choices=[('export', '查阅复制'), ('erase', '删除')], max_length=8)),
                ('reason', models.CharField(max_length=300, verbose_name='缘由')),
                ('done_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('area', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.area')),
                ('done_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ('-pk',),
            },
        ),
        migrations.CreateModel(
            name='LoginSession',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('session_key', models.CharField(max_length=40, unique=True)),
                ('method', models.CharField(max_length=12, verbose_name='登录方式')),
                ('device', models.CharField(max_length=80, verbose_name='设备')),
                ('address', models.GenericIPAddressField(null=True, verbose_name='网络地址')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('last_seen_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='login_sessions', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ('-last_seen_at', '-pk'),
            },
        ),
        migrations.CreateModel(
            name='PaperCode',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('person_id', models.BigIntegerField(db_index=True)),
                ('code_hash', models.CharField(max_length=32, unique=True)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('expires_at', models.DateTimeField()),
                ('used_at', models.DateTimeField(null=True)),
                ('revoked_at', models.DateTimeField(null=True)),
                ('area', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.area')),
                ('printed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ('-pk',),
            },
        ),
        migrations.CreateModel(
            name='RecoveryCode',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code_hash', models.CharField(max_length=32, unique=True)),
                ('used_at', models.DateTimeField(null=True)),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='recovery_codes', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='Throttle',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('purpose', models.CharField(max_length=24)),
                ('subject', models.CharField(max_length=32)),
                ('count', models.PositiveIntegerField(default=0)),
                ('started_at', models.DateTimeField()),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('purpose', 'subject'), name='throttle_once')],
            },
        ),
        migrations.CreateModel(
            name='TotpState',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('confirmed_at', models.DateTimeField(null=True)),
                ('last_step', models.BigIntegerField(default=0)),
                ('user', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='totp', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='WebhookSubscription',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=60, verbose_name='用途')),
                ('url', models.CharField(max_length=500, verbose_name='网址')),
                ('kinds', models.JSONField(default=list, verbose_name='事件')),
                ('secret', linli.kernel.privacy.EncryptedTextField(verbose_name='密钥')),
                ('old_secret', linli.kernel.privacy.EncryptedTextField(blank=True, default='', verbose_name='旧密钥')),
                ('old_until', models.DateTimeField(blank=True, null=True, verbose_name='旧密钥有效至')),
                ('active', models.BooleanField(default=True, verbose_name='启用')),
                ('stopped_why', models.CharField(blank=True, default='', max_length=200, verbose_name='停用原因')),
                ('failures', models.PositiveIntegerField(default=0, verbose_name='连续失败次数')),
                ('failing_since', models.DateTimeField(blank=True, null=True, verbose_name='从何时起失败')),
                ('next_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='最早再试')),
                ('delivered_at', models.DateTimeField(blank=True, null=True, verbose_name='最近送达')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='建立时间')),
                ('area', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.area', verbose_name='区域')),
            ],
            options={
                'ordering': ('-created_at', '-pk'),
            },
        ),
        migrations.CreateModel(
            name='Consent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('person_id', models.BigIntegerField(db_index=True)),
                ('purpose', models.CharField(choices=[('basic', '社区基础服务'), ('health', '健康与养老关怀'), ('camera', '公共区域视频'), ('sms', '短信通知')], max_length=12, verbose_name='用途')),
                ('way', models.CharField(choices=[('online', '本人线上确认'), ('paper', '书面签字'), ('spoken', '当面口头')], max_length=8, verbose_name='方式')),
                ('wording', models.CharField(max_length=300, verbose_name='告知内容')),
                ('given_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('withdrawn_at', models.DateTimeField(null=True)),
                ('area', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.area')),
                ('recorded_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ('-pk',),
                'constraints': [models.UniqueConstraint(condition=models.Q(('withdrawn_at__isnull', True)), fields=('person_id', 'purpose'), name='consent_in_force_once')],
            },
        ),
        migrations.CreateModel(
            name='WebhookDelivery',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('waiting', '等待送达'), ('delivered', '已送达'), ('failed', '未送达')], default='waiting', max_length=10, verbose_name='状态')),
                ('again', models.BooleanField(default=False, verbose_name='重发')),
                ('tries', models.PositiveSmallIntegerField(default=0, verbose_name='次数')),
                ('due_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='最早投递')),
                ('tried_at', models.DateTimeField(blank=True, null=True, verbose_name='最近一次')),
                ('status', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='答复码')),
                ('reply', models.CharField(blank=True, default='', max_length=500, verbose_name='答复')),
                ('error', models.CharField(blank=True, default='', max_length=200, verbose_name='错误')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('message', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='deliveries', to='administration.webhookmessage')),
                ('subscription', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='deliveries', to='administration.webhooksubscription')),
            ],
            options={
                'ordering': ('-pk',),
                'indexes': [models.Index(condition=models.Q(('state', 'waiting')), fields=['due_at', 'id'], name='webhook_delivery_due')],
            },
        ),
    ]
