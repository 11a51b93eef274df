"""CMDEPLOY_STAGES: which parts of a deployment an invocation does."""

from collections.abc import Mapping

STAGES = ("install", "configure", "activate")


def stages_of(environment: Mapping[str, str]) -> list[str]:
    wanted = environment.get("CMDEPLOY_STAGES", ",".join(STAGES)).split(",")
    for word in wanted:
        if word not in STAGES:
            raise ValueError(f"CMDEPLOY_STAGES: no stage {word!r}, there are {', '.join(STAGES)}")
    return [stage for stage in STAGES if stage in wanted]
