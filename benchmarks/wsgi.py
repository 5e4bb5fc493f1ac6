"""The platform as a plain WSGI application, for the comparison."""

from django.core.wsgi import get_wsgi_application

application = get_wsgi_application()
