//! A picture, made by hand so that tests need no file of their own.

/// A PNG of a size with no other content: enough for whoever asks for its dimensions.
pub(crate) fn png(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = b"\x89PNG\r\n\x1a\n".to_vec();
    let mut header = [width.to_be_bytes(), height.to_be_bytes()].concat();
    // Eight bits a channel, grey, no interlacing.
    header.extend([8, 0, 0, 0, 0]);
    chunk(&mut bytes, *b"IHDR", &header);
    // Each line is a filter byte and its pixels, in one stored block of a zlib stream.
    let pixels = vec![0_u8; ((width + 1) * height) as usize];
    let length = u16::try_from(pixels.len()).unwrap();
    let mut data = vec![0x78, 0x01, 0x01];
    data.extend(length.to_le_bytes());
    data.extend((!length).to_le_bytes());
    data.extend(&pixels);
    // The Adler-32 of zeros: the sum of the sums is the number of bytes.
    data.extend(((u32::from(length) << 16) | 1).to_be_bytes());
    chunk(&mut bytes, *b"IDAT", &data);
    chunk(&mut bytes, *b"IEND", &[]);
    bytes
}

fn chunk(bytes: &mut Vec<u8>, kind: [u8; 4], data: &[u8]) {
    bytes.extend(u32::try_from(data.len()).unwrap().to_be_bytes());
    let checked = [&kind[..], data].concat();
    bytes.extend(&checked);
    bytes.extend(crc(&checked).to_be_bytes());
}

/// The cyclic redundancy code of the PNG specification, annex D.
fn crc(bytes: &[u8]) -> u32 {
    let mut code = u32::MAX;
    for byte in bytes {
        code ^= u32::from(*byte);
        for _ in 0..8 {
            code = if code & 1 == 1 { 0xEDB8_8320 ^ (code >> 1) } else { code >> 1 };
        }
    }
    !code
}
