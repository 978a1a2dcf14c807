"""The form of a new coupon."""

from datetime import timedelta

from wtforms import DateField, IntegerField, SelectField, StringField
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from core.dates import day_start
from core.text import lazy
from core.web.forms import Form, choices
from i18n.locales import LOCALES
from promotion.coupons.models import CouponKind
from promotion.coupons.service import CouponTerms

KINDS = (
    (CouponKind.PERCENT.value, lazy("Per cent off the goods")),
    (CouponKind.AMOUNT.value, lazy("Yen off the goods")),
    (CouponKind.DELIVERY.value, lazy("Yen off the delivery")),
)


class CouponForm(Form):
    """What a coupon promises, said once for each language of the buyers."""

    code = StringField(lazy("Code"), [InputRequired(), Length(max=30)])
    kind = SelectField(lazy("What is taken off"), choices=choices(KINDS))
    value = IntegerField(
        lazy("How much (per cent or yen)"), [InputRequired(), NumberRange(1, 100_000)]
    )
    minimum = IntegerField(
        lazy("Counts from goods of (yen)"), [Optional(), NumberRange(0, 1_000_000)]
    )
    limit_total = IntegerField(lazy("How often in all"), [Optional(), NumberRange(1, 1_000_000)])
    limit_per_buyer = IntegerField(lazy("How often per buyer"), [Optional(), NumberRange(1, 1000)])
    starts_on = DateField(lazy("First day"), [InputRequired()])
    ends_on = DateField(lazy("Last day"), [InputRequired()])
    label_ja = StringField(LOCALES[0].name, [InputRequired(), Length(max=80)])
    label_en = StringField(LOCALES[1].name, [Optional(), Length(max=80)])
    label_zh_hant = StringField(LOCALES[2].name, [Optional(), Length(max=80)])
    label_zh_hans = StringField(LOCALES[3].name, [Optional(), Length(max=80)])
    label_th = StringField(LOCALES[4].name, [Optional(), Length(max=80)])
    label_ko = StringField(LOCALES[5].name, [Optional(), Length(max=80)])

    @property
    def terms(self) -> CouponTerms:
        """The coupon as typed; days begin and end at midnight in Tokyo."""
        typed = self.values
        labels = {
            locale.code: str(typed["label_" + locale.code.lower().replace("-", "_")] or "").strip()
            for locale in LOCALES
        }
        return CouponTerms(
            code=str(typed["code"]).strip().upper(),
            kind=CouponKind(typed["kind"]),
            value=int(typed["value"]),
            starts_at=day_start(typed["starts_on"]),
            ends_at=day_start(typed["ends_on"] + timedelta(days=1)),
            labels={code: label for code, label in labels.items() if label},
            minimum=int(typed["minimum"] or 0),
            limit_total=typed["limit_total"],
            limit_per_buyer=typed["limit_per_buyer"],
        )
