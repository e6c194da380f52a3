"""The dashboard's pages: plain views in, HTML out. Nothing but the standard library is loaded for them."""
