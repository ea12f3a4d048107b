"""Training: the catalogue, enrolment, attendance, certificates and hours of learning."""
