"""FHIR R4 out and in: Patient, Device, Observation in a Bundle, checked with `fhir.resources`.

`fhir.resources.R4B` is FHIR 4.3.0, whose Patient, Device, Observation and Bundle are those of R4 (4.0.1) unchanged.
"""
