"""What people type about themselves: shape only, the rules are the services'."""

from wtforms import EmailField, HiddenField, PasswordField, SelectField, StringField
from wtforms.validators import Email, InputRequired, Length

from core.identity.models import Role
from core.text import LazyText, lazy
from core.web.forms import Form

ROLE_NAMES: dict[Role, LazyText] = {
    Role.OWNER: lazy("Owner: everything, and who works here"),
    Role.EDITOR: lazy("Editor: shop page, products, coupons"),
    Role.SHIPPER: lazy("Shipper: stock, packing, sending"),
    Role.ACCOUNTANT: lazy("Accountant: orders and figures"),
    Role.HELPER: lazy("Helper: helps with everything but money"),
    Role.CITY_STAFF: lazy("Staff: reports, targets, businesses"),
    Role.CITY_ADMIN: lazy("Administrator: all that staff may do, and who works here"),
}


def _stripped(text: str | None) -> str | None:
    return text.strip() if text else text


_NEEDS_EMAIL = [
    InputRequired(lazy("Enter an e-mail address.")),
    Length(max=254, message=lazy("This e-mail address is too long.")),
    Email(lazy("Write the e-mail address like name@example.org.")),
]
_NEEDS_PASSWORD = [InputRequired(lazy("Enter a password."))]
_NEEDS_NAME = [
    InputRequired(lazy("Enter a name.")),
    Length(max=120, message=lazy("This name is too long.")),
]
_AT_LEAST = lazy("12 characters or more. Several words make a good password.")


class SignInForm(Form):
    email = EmailField(lazy("E-mail address"), _NEEDS_EMAIL, filters=[_stripped])
    password = PasswordField(lazy("Password"), _NEEDS_PASSWORD)


class SignUpForm(Form):
    name = StringField(lazy("Your name"), _NEEDS_NAME, filters=[_stripped])
    email = EmailField(lazy("E-mail address"), _NEEDS_EMAIL, filters=[_stripped])
    password = PasswordField(lazy("Password"), _NEEDS_PASSWORD, description=_AT_LEAST)


class JoinForm(Form):
    """A new account for somebody whose mailbox an invitation has proved."""

    name = StringField(lazy("Your name"), _NEEDS_NAME, filters=[_stripped])
    password = PasswordField(lazy("Password"), _NEEDS_PASSWORD, description=_AT_LEAST)


class RecoverForm(Form):
    email = EmailField(lazy("E-mail address"), _NEEDS_EMAIL, filters=[_stripped])


class NewPasswordForm(Form):
    password = PasswordField(lazy("New password"), _NEEDS_PASSWORD, description=_AT_LEAST)


class ChangePasswordForm(Form):
    current = PasswordField(lazy("Current password"))
    password = PasswordField(lazy("New password"), _NEEDS_PASSWORD, description=_AT_LEAST)


class ProveForm(Form):
    current = PasswordField(lazy("Password"), _NEEDS_PASSWORD)


class CodeForm(Form):
    code = StringField(
        lazy("Code"),
        [
            InputRequired(lazy("Enter a code.")),
            Length(max=40, message=lazy("This code is too long.")),
        ],
    )


class PasskeyForm(Form):
    """What a device answered; the script fills it in."""

    credential = HiddenField()
    state = HiddenField()


class NewPasskeyForm(PasskeyForm):
    name = StringField(
        lazy("Name of the passkey"),
        [
            InputRequired(lazy("Enter a name, such as the device it is on.")),
            Length(max=64, message=lazy("This name is too long.")),
        ],
    )


class InviteForm(Form):
    email = EmailField(lazy("E-mail address"), _NEEDS_EMAIL, filters=[_stripped])
    role = SelectField(lazy("What may they do?"), coerce=Role)


class RoleForm(Form):
    role = SelectField(lazy("What may they do?"), coerce=Role)


class ChangeEmailForm(Form):
    """Another address for the same person."""

    email = EmailField(lazy("New e-mail address"), _NEEDS_EMAIL, filters=[_stripped])
