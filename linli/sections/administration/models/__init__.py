"""Tables of the administration section."""

from linli.sections.administration.models.privacy import Consent, DataRequest
from linli.sections.administration.models.resident import PaperCode, PhoneCode
from linli.sections.administration.models.signin import LoginSession, RecoveryCode, Throttle, TotpState
from linli.sections.administration.models.webhook import (
    WebhookDelivery,
    WebhookMessage,
    WebhookSubscription,
)

__all__ = [
    "Consent",
    "DataRequest",
    "LoginSession",
    "PaperCode",
    "PhoneCode",
    "RecoveryCode",
    "Throttle",
    "TotpState",
    "WebhookDelivery",
    "WebhookMessage",
    "WebhookSubscription",
]
