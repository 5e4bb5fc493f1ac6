from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0005_followers'),
    ]

    operations = [
        migrations.AlterField(
            model_name='case',
            name='source',
            field=models.CharField(choices=[('resident', '居民上报'), ('grid', '网格员上报'), ('patrol', '巡查发现'), ('alert', '设备告警'), ('hotline', '电话'), ('walk_in', '会客厅来访'), ('board', '24小时留言板'), ('open311', '开放接口')], max_length=10, verbose_name='来源'),
        ),
        migrations.AddIndex(
            model_name='case',
            index=models.Index(fields=['-created_at'], name='case_created'),
        ),
    ]
