"""Programs that each run one engine in its own process, for fair comparisons.

``maxwhisper`` is this project's engine. The others run in the environments that
``packaging/peers`` creates, without MAX and the app's packages: from this project they import
only this folder and ``engine.dims``.
"""
