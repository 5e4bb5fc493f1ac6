from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0007_list_indexes'),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name='case',
            name='case_area_list',
        ),
        migrations.AddIndex(
            model_name='case',
            index=models.Index(fields=['created_at', 'id', 'area', 'state', 'category', 'source', 'urgent'], name='case_newest_list'),
        ),
    ]
