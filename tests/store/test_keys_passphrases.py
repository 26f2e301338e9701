"""Which passphrases may be set, and what a derivation costs."""

import pytest

from auditdesk.errors import Refused
from auditdesk.store.keys_cost import SMALL_MEMORY_KIB, calibrated
from auditdesk.store.passphrases import check_passphrase


@pytest.mark.parametrize(
    ("passphrase", "code"),
    [
        ("elevenchars", "passphrase.short"),
        ("aaaaaaaaaaaaaaa", "passphrase.simple"),
        ("password1234", "passphrase.common"),
        ("wangwang1234", "passphrase.yours"),
        ("kqzvkqzvkqzvkqzv", "passphrase.simple"),
        ("kqzvmkqzvmkqzvm", "passphrase.repeats"),
        ("abcdefghijklm", "passphrase.sequence"),
        ("王主管王主管王主管王主管", "passphrase.simple"),
        ("wang 王主管 auditdesk", "passphrase.yours"),
        ("資安查核證券稽核資安查核", "passphrase.yours"),
        ("auditdesk-demo", "passphrase.yours"),
    ],
)
def test_a_weak_one_is_refused_with_its_reason(passphrase, code):
    with pytest.raises(Refused) as refused:
        check_passphrase(passphrase, ("wang", "王主管"))
    assert refused.value.code == code


@pytest.mark.parametrize(
    "passphrase",
    [
        "correct horse battery staple",
        "open-the-demo-desk",
        "我的資安查核很重要請勿外流",
        "春天的雨落在舊屋簷的上面",
        "x" + "長句子也可以" * 40,
    ],
)
def test_sentences_pass_in_either_language(passphrase):
    check_passphrase(passphrase, ("wang", "王主管"))


def test_calibration_stays_within_its_bounds_however_fast_or_slow_the_computer_is():
    slow, fast = calibrated(0.0001), calibrated(0.3)
    assert slow.memory_kib == SMALL_MEMORY_KIB and slow.iterations == 3
    assert fast.within_bounds() and fast.memory_kib >= SMALL_MEMORY_KIB and fast.iterations >= 3
