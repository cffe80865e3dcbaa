//! Finds every figure and every time expression of a text, in English and Chinese, with the words that explain them.
