"""How the staff sign in: Django's settings, and those of django-allauth."""

from typing import Any

from zusanli.clinic.staff.times import LOCKED, REMEMBERED, SHOWN_AGAIN

SHORTEST_PASSWORD = 12
"""Characters. Length protects more than odd signs do; NIST SP 800-63B asks for no other rule."""
WRONG_PASSWORDS = 5
"""For one address, before it is shut for a while."""
WRONG_PASSWORDS_OF_A_PLACE = 20
"""In a minute, from one network address, behind which a whole clinic may sit."""
OUR_FORMS = "zusanli.web.staff.forms"
CHECKS = "django.contrib.auth.password_validation"


def sign_in() -> dict[str, Any]:
    """Give the settings."""
    return {**_django(), **_accounts(), **_second_factor()}


def _django() -> dict[str, Any]:
    return {
        "AUTHENTICATION_BACKENDS": ["allauth.account.auth_backends.AuthenticationBackend"],
        "AUTH_PASSWORD_VALIDATORS": [
            {
                "NAME": f"{CHECKS}.MinimumLengthValidator",
                "OPTIONS": {"min_length": SHORTEST_PASSWORD},
            },
            {"NAME": f"{CHECKS}.CommonPasswordValidator"},
            {"NAME": f"{CHECKS}.UserAttributeSimilarityValidator"},
        ],
        "LOGIN_URL": "account_login",
        "LOGIN_REDIRECT_URL": "account",
        "LOGOUT_REDIRECT_URL": "account_login",
        "SESSION_COOKIE_AGE": int(REMEMBERED.total_seconds()),
    }


def _accounts() -> dict[str, Any]:
    a_while = f"{int(LOCKED.total_seconds())}s"
    return {
        "ACCOUNT_ADAPTER": "zusanli.web.staff.adapters.Accounts",
        "ACCOUNT_FORMS": {"login": f"{OUR_FORMS}.SignInForm"},
        "ACCOUNT_LOGIN_METHODS": {"email"},
        "ACCOUNT_SIGNUP_FIELDS": ["email*", "password1*"],
        "ACCOUNT_EMAIL_VERIFICATION": "none",
        "ACCOUNT_SESSION_REMEMBER": False,
        "ACCOUNT_REAUTHENTICATION_TIMEOUT": int(SHOWN_AGAIN.total_seconds()),
        "ACCOUNT_RATE_LIMITS": {
            "login_failed": f"{WRONG_PASSWORDS_OF_A_PLACE}/m/ip,{WRONG_PASSWORDS}/{a_while}/key",
            "reset_password": "20/m/ip,3/h/key",
            # No sign-in: messages to the desk from one place. basis = "proposed"
            "contact": "6/h/key",
            # No sign-in either: test mails that one manager asks for. basis = "proposed"
            "test_mail": "10/h/key",
        },
    }


def _second_factor() -> dict[str, Any]:
    return {
        "MFA_ADAPTER": "zusanli.web.staff.adapters.SecondFactors",
        "MFA_TOTP_TOLERANCE": 1,
        "MFA_FORMS": {
            "authenticate": f"{OUR_FORMS}.CodeForm",
            "reauthenticate": f"{OUR_FORMS}.CodeAgainForm",
            "login_webauthn": f"{OUR_FORMS}.PasskeyForm",
            "authenticate_webauthn": f"{OUR_FORMS}.PasskeyAfterPasswordForm",
            "reauthenticate_webauthn": f"{OUR_FORMS}.PasskeyAgainForm",
            "add_webauthn": f"{OUR_FORMS}.NewPasskeyForm",
        },
        "MFA_SUPPORTED_TYPES": ["totp", "webauthn", "recovery_codes"],
        "MFA_PASSKEY_LOGIN_ENABLED": True,
        "MFA_RECOVERY_CODES_SHOW_ONCE": True,
        # Colleagues are invited to their address; there is nothing to verify.
        "MFA_ALLOW_UNVERIFIED_EMAIL": True,
    }
