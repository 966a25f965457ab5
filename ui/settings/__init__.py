"""Settings: appearance, the device key, backups."""
