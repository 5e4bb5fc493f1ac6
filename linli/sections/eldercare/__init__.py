"""Elder care (为老服务与健康关爱): categories, health file, wristbands with consent, visits, relatives."""
