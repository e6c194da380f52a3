"""Which alarms ring when, asked of Prometheus' own promtool where it is installed (Debian's package prometheus)."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

RULES = Path(__file__).parents[2] / "deploy" / "alerts.yaml"
PROMTOOL = shutil.which("promtool")
pytestmark = pytest.mark.skipif(PROMTOOL is None, reason="promtool is not installed")

# Series as promtool writes them: the first value, then what each minute adds.
WELL = {
    'tidtam_oldest_seconds{queue="inbox"}': "0+0x180",
    'tidtam_oldest_seconds{queue="outbox"}': "3+0x180",
    'tidtam_oldest_seconds{queue="scheduler"}': "30+0x180",
    'tidtam_rows{queue="inbox",status="done"}': "5+1x180",
    'tidtam_rows{queue="outbox",status="sent"}': "5+1x180",
    "tidtam_token_refused": "0+0x180",
    'tidtam_quota_messages{count="left"}': "200+0x180",
    'tidtam_quota_messages{count="allowed"}': "300+0x180",
    "tidtam_webhook_forged_total": "0+0x180",
    'tidtam_webhook_seconds_bucket{le="0.1"}': "0+60x180",
    'tidtam_webhook_seconds_bucket{le="+Inf"}': "0+60x180",
    'tidtam_reading_seconds_bucket{le="0.1"}': "0+10x180",
    'tidtam_reading_seconds_bucket{le="+Inf"}': "0+10x180",
    'tidtam_line_answers_total{way="push",outcome="sent"}': "0+5x180",
    "tidtam_backup_time_seconds": "-3600+0x180",
}
# Of two web processes one stands well; the worst is what counts.
WRONG = {
    'tidtam_oldest_seconds{queue="inbox",instance="a"}': "0+0x180",
    'tidtam_oldest_seconds{queue="inbox",instance="b"}': "121+60x180",
    'tidtam_oldest_seconds{queue="outbox"}': "301+60x180",
    'tidtam_oldest_seconds{queue="scheduler"}': "301+60x180",
    'tidtam_rows{queue="outbox",status="uncertain"}': "1+0x180",
    'tidtam_rows{queue="outbox",status="held"}': "1+0x180",
    "tidtam_token_refused": "1+0x180",
    'tidtam_quota_messages{count="left"}': "29+0x180",
    'tidtam_quota_messages{count="allowed"}': "300+0x180",
    "tidtam_webhook_forged_total": "0+10x180",
    'tidtam_webhook_seconds_bucket{le="1"}': "0+50x180",
    'tidtam_webhook_seconds_bucket{le="2.5"}': "0+60x180",
    'tidtam_webhook_seconds_bucket{le="+Inf"}': "0+60x180",
    'tidtam_reading_seconds_bucket{le="2"}': "0+5x180",
    'tidtam_reading_seconds_bucket{le="5"}': "0+10x180",
    'tidtam_reading_seconds_bucket{le="+Inf"}': "0+10x180",
    'tidtam_line_answers_total{way="push",outcome="refused"}': "0+1x180",
    "tidtam_backup_time_seconds": "-172801+0x180",
}
NO_FIGURES = "TidtamNoFigures"


def rules() -> list[dict[str, Any]]:
    groups = yaml.safe_load(RULES.read_text(encoding="utf-8"))["groups"]
    return [rule for group in groups for rule in group["rules"]]


def case(series: dict[str, str], ringing: set[str]) -> dict[str, Any]:
    """One case of `promtool test rules`: after two hours these alarms ring and no others."""
    said = [{"exp_labels": r["labels"], "exp_annotations": r["annotations"]} for r in rules()]
    tests = [
        {"eval_time": "2h", "alertname": r["alert"], "exp_alerts": [one] if r["alert"] in ringing else []}
        for r, one in zip(rules(), said, strict=True)
    ]
    inputs = [{"series": name, "values": values} for name, values in series.items()]
    return {"interval": "1m", "input_series": inputs, "alert_rule_test": tests}


def test_alarms_ring_when_something_is_wrong_and_else_stay_silent(tmp_path: Path) -> None:
    every = {rule["alert"] for rule in rules()}
    cases = [case(WELL, set()), case(WRONG, every - {NO_FIGURES}), case({}, {NO_FIGURES})]
    path = tmp_path / "cases.yaml"
    path.write_text(yaml.safe_dump({"rule_files": [str(RULES)], "evaluation_interval": "1m", "tests": cases}))

    said = subprocess.run([str(PROMTOOL), "test", "rules", str(path)], check=False, capture_output=True, text=True)

    assert said.returncode == 0, said.stdout + said.stderr
