//! Numbers in as few bytes as they need (LEB128): seven bits a byte, the lowest first, with the eighth bit set on all but
//! the last.

/// Writes a number.
#[inline]
pub(crate) fn push_number(bytes: &mut Vec<u8>, mut number: u32) {
    while number >= 0x80 {
        bytes.push((number & 0x7f) as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
}

/// Writes a number that may be negative: the sign in the lowest bit (zigzag).
pub(crate) fn push_signed(bytes: &mut Vec<u8>, number: i32) {
    push_number(bytes, ((number << 1) ^ (number >> 31)).cast_unsigned());
}

/// The numbers that [`push_number`] wrote.
#[derive(Clone, Debug, Default)]
pub(crate) struct Numbers<'a>(&'a [u8]);

impl<'a> Numbers<'a> {
    pub(crate) fn new(bytes: &'a [u8]) -> Self {
        Self(bytes)
    }

    /// What was not read yet.
    pub(crate) fn bytes(&self) -> &'a [u8] {
        self.0
    }

    /// The next number, which [`push_signed`] wrote.
    pub(crate) fn next_signed(&mut self) -> Option<i32> {
        self.next().map(|number| (number >> 1).cast_signed() ^ -(number & 1).cast_signed())
    }
}

impl Iterator for Numbers<'_> {
    type Item = u32;

    #[inline]
    fn next(&mut self) -> Option<u32> {
        let mut number = 0;
        for shift in (0..32).step_by(7) {
            let (byte, rest) = self.0.split_first()?;
            self.0 = rest;
            number |= u32::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                break;
            }
        }
        Some(number)
    }
}
