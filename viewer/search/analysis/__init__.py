"""From text to words: stems, stop words and the forms under which the index knows them."""
