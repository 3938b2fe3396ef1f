"""openai-whisper's network with the weights of an installed checkpoint.

Runs in the environment of the peers, where torch and openai-whisper are, and MAX is not.
"""

import numpy as np
import torch
from whisper.model import ModelDimensions, Whisper

from engine.local_models import LocalModels
from engine.opened_checkpoint import open_checkpoint


def openai_model(name: str) -> Whisper:
    """Return the reference with the weights that ``name`` has here, in float32."""
    opened = open_checkpoint(LocalModels().find(name))
    dims = {field: getattr(opened.dims, field) for field in opened.dims.__slots__}
    model = Whisper(ModelDimensions(**dims))
    expected = model.state_dict()
    state = {
        key: torch.from_numpy(np.asarray(opened.weights[key], np.float32).copy())
        for key in expected
    }
    model.load_state_dict(state)
    if opened.alignment_heads:
        heads = torch.zeros(opened.dims.n_text_layer, opened.dims.n_text_head, dtype=torch.bool)
        heads[tuple(zip(*opened.alignment_heads, strict=True))] = True
        model.register_buffer("alignment_heads", heads.to_sparse(), persistent=False)
    return model.eval()
