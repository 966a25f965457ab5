"""Everything with a face: shows state, reports intent."""
