"""An address is written as its own country writes it."""

import pytest

from zusanli.core.address import Address


@pytest.mark.element("002-L072-1")
@pytest.mark.parametrize(
    ("address", "lines"),
    [
        pytest.param(
            Address("JP", "松島1丁目21-14", "江戸川区", "東京都", "132-0031"),
            ("〒132-0031", "東京都江戸川区松島1丁目21-14"),
            id="Japan: the code, then from the prefecture down",
        ),
        pytest.param(
            Address("JP", "Matsushima 1-chome 21-14", "Edogawa-ku", "Tokyo", "132-0031"),
            ("132-0031", "Tokyo Edogawa-ku Matsushima 1-chome 21-14"),
            id="Japan, in Latin letters",
        ),
        pytest.param(
            Address("US", "12 Willow Street\nSuite 4", "Portland", "OR", "97201"),
            ("12 Willow Street", "Suite 4", "Portland, OR 97201"),
            id="United States: the code after the state",
        ),
        pytest.param(
            Address("GB", "12 Willow Street", "London", "", "N1 0XX"),
            ("12 Willow Street", "London", "N1 0XX"),
            id="United Kingdom: the code in a line of its own",
        ),
        pytest.param(
            Address("TW", "柳樹路12號", "大安區", "臺北市", "106"),
            ("106", "臺北市大安區柳樹路12號"),
            id="Taiwan: from the large to the small",
        ),
        pytest.param(
            Address("DE", "Weidenstraße 12", "Berlin", "", "10115"),
            ("Weidenstraße 12", "10115 Berlin"),
            id="Germany: the code before the town",
        ),
        pytest.param(
            Address("KR", "버들로 12", "중구", "서울특별시", "04524"),
            ("서울특별시 중구 버들로 12", "04524"),
            id="Korea: from the large to the small, the code last",
        ),
        pytest.param(
            Address("IN", "12 Willow Road", "Pune", "Maharashtra", "411001"),
            ("12 Willow Road", "Pune 411001", "Maharashtra"),
            id="India: the code after the town",
        ),
        pytest.param(Address("US"), (), id="nothing known, nothing printed"),
        pytest.param(Address("US", city="Portland"), ("Portland",), id="no comma after nothing"),
        pytest.param(Address("FR", " 3  rue \n\n"), ("3 rue",), id="no empty lines"),
    ],
)
def test_it_is_printed_in_local_order(address, lines):
    assert address.lines == lines
