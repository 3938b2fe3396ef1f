"""Programs that each run one engine in a process of its own, for fair comparisons.

``maxwhisper`` is this project's engine; the others run in the environments that
``packaging/peers`` makes, where MAX and the app's packages are not: of this project they import
nothing but this folder and ``engine.dims``.
"""
