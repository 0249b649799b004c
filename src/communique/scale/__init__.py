"""The same reading by many: processes of this machine, or a cluster that reads shards of an archive."""
