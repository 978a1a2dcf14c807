"""What the trail of changes calls what this package writes into it."""

from collections.abc import Mapping
from typing import Final

from core.text import LazyText, lazy

ACTIONS: Final[Mapping[str, LazyText]] = {
    "city:delivery_list:set": lazy("List of delivery changed"),
    "office:delivery_list:set": lazy("Own list of delivery changed"),
    "city:carrier_service:switch": lazy("Carrier's service switched on or off"),
    "shop:account:erase": lazy("Account erased by its owner"),
    "shop:profile:edit": lazy("Name or language changed"),
    "city:payment:confirm": lazy("Bank transfer confirmed"),
    "office:order:cancel": lazy("Order cancelled"),
    "office:order:weigh": lazy("Order weighed"),
    "office:parcel:ship": lazy("Parcel sent"),
    "office:parcel:deliver": lazy("Parcel arrived"),
    "office:return:accepted": lazy("Return accepted"),
    "office:return:refused": lazy("Return refused"),
    "city:return:accepted": lazy("Return accepted by staff"),
    "city:return:refused": lazy("Return refused by staff"),
    "office:product:create": lazy("Product begun"),
    "office:product:update": lazy("Facts of a product changed"),
    "office:product:publish": lazy("Product put on sale"),
    "office:product:draft": lazy("Product taken up again"),
    "office:product:archived": lazy("Product put away"),
    "office:product_text:write": lazy("Words of a product written"),
    "office:product_text:review": lazy("Words of a product reviewed"),
    "office:product_photo:add": lazy("Photo added"),
    "office:product_photo:order": lazy("Photos put in another order"),
    "office:product_photo:describe": lazy("Photo described"),
    "office:product_photo:remove": lazy("Photo removed"),
    "office:review:answer": lazy("Review answered"),
    "city:review:hide": lazy("Review hidden"),
    "city:review:unhide": lazy("Review shown again"),
    "office:message:send": lazy("Message sent"),
    "office:message:settle": lazy("Conversation closed"),
    "office:question:answer": lazy("Question answered"),
    "office:quotation:answer": lazy("Quotation sent"),
    "office:quotation:refuse": lazy("Quotation refused"),
    "office:variant:price": lazy("Price changed"),
    "office:variant:retire": lazy("Size no longer sold"),
}
KINDS: Final[Mapping[str, LazyText]] = {
    "delivery_list": lazy("List of delivery"),
    "carrier_service": lazy("Carrier's service"),
    "order": lazy("Order"),
    "return": lazy("Return"),
    "parcel": lazy("Parcel"),
    "payment": lazy("Payment"),
    "product": lazy("Product"),
    "variant": lazy("Size"),
    "review": lazy("Review"),
    "quotation": lazy("Quotation"),
    "conversation": lazy("Conversation"),
    "question": lazy("Question"),
}
