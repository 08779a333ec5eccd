"""What can be pressed in place of being typed: numbers and words that are charted often."""

from zusanli.core.words import noop

COUNTS = tuple(range(1, 25))
STAYS = (10, 15, 20, 25, 30)
CONTACTS = (10, 15, 20, 30, 45)
LOOKED = (
    noop("couch"),
    noop("sheets"),
    noop("clothes"),
    noop("floor"),
    noop("bin"),
    noop("the skin, with a lamp"),
)
TONGUE = (
    noop("pale"),
    noop("pink"),
    noop("red"),
    noop("purple"),
    noop("thin coat"),
    noop("thick coat"),
    noop("yellow coat"),
    noop("tooth marks"),
    noop("dry"),
)
PULSE = (
    noop("floating"),
    noop("deep"),
    noop("slow"),
    noop("rapid"),
    noop("weak"),
    noop("full"),
    noop("wiry"),
    noop("slippery"),
    noop("thin"),
)
