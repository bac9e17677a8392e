//! What loops over all bytes of a text look up instead of working it out for each.

/// What a `const fn` says of each byte, by the byte: `table_of!(is_vowel)`.
macro_rules! table_of {
    ($says:path) => {{
        let mut table = [$says(0); 256];
        let mut byte = 0;
        while byte < table.len() {
            table[byte] = $says(byte as u8);
            byte += 1;
        }
        table
    }};
}
pub(crate) use table_of;
