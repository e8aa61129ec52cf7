"""The directory of councils: finding one from an address, a commune, a neighbourhood or a name."""
