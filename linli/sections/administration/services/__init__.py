"""Every change the administration section makes, one module per noun."""

from linli.sections.administration.services.accounts import first_admin, seed_accounts

__all__ = ["first_admin", "seed_accounts"]
