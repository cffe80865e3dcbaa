use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};
use tallysheet_model::RejectReason;

use crate::refusal::Refusal;

/// The text of `bytes`, without its byte order mark and otherwise character for character.
///
/// What decides the encoding, in this order: a byte order mark; being valid UTF-8, which no other encoding is by
/// accident; the NULs that UTF-16 has at every second byte; for `markup`, the encoding that its head declares; being
/// UTF-8 but for a few damaged bytes; statistics.
pub(crate) fn decode(bytes: &[u8], markup: bool) -> Result<String, Refusal> {
    if let Some(name) = known_binary(bytes) {
        return Err(binary(format!("the content is {name}, expected text")));
    }
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return checked(encoding.decode_without_bom_handling(&bytes[mark..]).0.into_owned(), encoding);
    }
    if memchr::memchr(0, bytes).is_some() {
        return utf16_without_mark(bytes).ok_or_else(|| binary("the content has NUL bytes, expected text".into()));
    }
    if let Some(text) = UTF_8.decode_without_bom_handling_and_without_replacement(bytes) {
        return checked(text.into_owned(), UTF_8);
    }
    if markup
        && let Some(encoding) = declared_encoding(bytes)
        && let Some(text) = encoding.decode_without_bom_handling_and_without_replacement(bytes)
    {
        return checked(text.into_owned(), encoding);
    }
    let (text, encoding) = damaged_utf8(bytes).map_or_else(|| guess(bytes), |text| (text, UTF_8));
    checked(text, encoding)
}

/// What may stand before text in UTF-8.
pub(crate) const MARK: &[u8] = "\u{feff}".as_bytes();

/// Whether text that begins so is UTF-8: without NULs, and with nothing invalid but a last character that is cut.
pub(crate) fn is_utf8(head: &[u8]) -> bool {
    let valid = std::str::from_utf8(head).err().is_none_or(|error| error.error_len().is_none());
    valid && memchr::memchr(0, head).is_none() && known_binary(head).is_none()
}

/// Refuses text of which more than one character in a hundred was lost in decoding.
pub(crate) fn check_loss(text: &str, encoding: &'static Encoding) -> Result<(), Refusal> {
    let lost = text.matches(char::REPLACEMENT_CHARACTER).count();
    let allowed = || 1 + text.chars().count() / 100;
    if lost <= 1 || lost <= allowed() {
        return Ok(());
    }
    let detail = format!("{lost} characters are not valid {}, expected at most {}", encoding.name(), allowed());
    Err(Refusal::new(RejectReason::BadEncoding, detail))
}

/// The encoding that an HTML or XML head names: `<meta charset="gbk">`, `<?xml encoding="gbk"?>`.
fn declared_encoding(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes[..bytes.len().min(4096)].to_ascii_lowercase();
    ["charset", "encoding"].iter().find_map(|key| {
        memchr::memmem::find_iter(&head, key).find_map(|at| {
            let value = head[at + key.len()..].trim_ascii_start().strip_prefix(b"=")?.trim_ascii_start();
            let value = value.strip_prefix(b"\"").or_else(|| value.strip_prefix(b"'")).unwrap_or(value);
            let end = value.iter().position(|byte| !matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b':'));
            Encoding::for_label(&value[..end?])
        })
    })
}

/// What files that are not text start with.
const MAGIC: &[(&[u8], &str)] = &[
    (b"\x89PNG\r\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"\x1f\x8b\x08", "a gzip stream, which is read when its name ends in `.gz`"),
    (b"\x28\xb5\x2f\xfd", "a zstd stream, which is read when its name ends in `.zst`"),
    (b"PAR1", "a Parquet file"),
    (b"\x7fELF", "a program"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office document"),
];

fn known_binary(bytes: &[u8]) -> Option<&'static str> {
    MAGIC.iter().find(|(magic, _)| bytes.starts_with(magic)).map(|(_, name)| *name)
}

/// UTF-16 told by its NULs alone. Chinese has NULs in both byte orders (`一` is 4E 00, a space 00 20), so that order
/// wins under which more characters are ASCII or Han; under the wrong one they are scattered over all scripts. In UTF-16
/// about half of the bytes are printable ASCII; where many more are, it is text with stray NULs.
fn utf16_without_mark(bytes: &[u8]) -> Option<String> {
    let printable = bytes.iter().filter(|byte| byte.is_ascii_graphic() || byte.is_ascii_whitespace()).count();
    if printable > bytes.len() / 4 * 3 {
        return None;
    }
    let usual = |text: &str| text.chars().filter(|c| c.is_ascii() || matches!(c, '\u{3000}'..='\u{9fff}')).count();
    [UTF_16LE, UTF_16BE]
        .iter()
        .filter_map(|encoding| encoding.decode_without_bom_handling_and_without_replacement(bytes))
        .filter(|text| !has_binary_controls(text) && !text.contains('\0'))
        .max_by_key(|text| usual(text))
        .map(|text| text.into_owned())
}

/// UTF-8 with some bytes lost: a file cut within a character, a bad byte in a crawl. In another encoding almost no
/// character would be valid UTF-8 beyond ASCII.
fn damaged_utf8(bytes: &[u8]) -> Option<String> {
    let text = String::from_utf8_lossy(bytes);
    let (mut replaced, mut valid) = (0, 0);
    for character in text.chars().filter(|c| !c.is_ascii()) {
        *(if character == char::REPLACEMENT_CHARACTER { &mut replaced } else { &mut valid }) += 1;
    }
    (replaced * 4 <= valid).then(|| text.into_owned())
}

fn guess(bytes: &[u8]) -> (String, &'static Encoding) {
    // ISO-2022-JP is ASCII to the eye, so it never gets here.
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let encoding = detector.guess(None, Utf8Detection::Deny);
    (encoding.decode_without_bom_handling(bytes).0.into_owned(), encoding)
}

/// `text`, unless more than one character in a hundred was lost in decoding, or more than one in fifty is a control
/// character, which no text has.
fn checked(text: String, encoding: &'static Encoding) -> Result<String, Refusal> {
    if has_binary_controls(&text) {
        return Err(binary("the content is full of control characters, expected text".into()));
    }
    check_loss(&text, encoding)?;
    Ok(text)
}

fn has_binary_controls(text: &str) -> bool {
    let is_binary = |c: &char| c.is_control() && !matches!(c, '\t' | '\n' | '\r' | '\x0c' | '\x1b' | '\u{85}');
    let controls = text.chars().filter(is_binary).count();
    controls > 0 && controls * 50 > text.chars().count()
}

fn binary(detail: String) -> Refusal {
    Refusal::new(RejectReason::Binary, detail)
}

#[cfg(test)]
mod tests {
    use super::*;
    use encoding_rs::{BIG5, GB18030, WINDOWS_1251};

    const SIMPLIFIED: &str = "全国公安机关去年共破获电信网络诈骗案件44.1万起，同比上升28.5%。\r\n\r\n一一列举如下：\n";
    const TRADITIONAL: &str = "警方去年共破獲電信詐騙案件四萬四千宗，較前年上升百分之二十八。\n損失金額達三億元。\n";
    const ENGLISH: &str = "Police cracked 441,000 cases — up 28.5%.\n";

    fn utf16(text: &str, to_bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(to_bytes).collect()
    }

    fn reason(bytes: &[u8]) -> RejectReason {
        decode(bytes, false).unwrap_err().reason
    }

    #[test]
    fn utf8_with_and_without_a_mark() {
        for text in [SIMPLIFIED, TRADITIONAL, ENGLISH] {
            assert_eq!(decode(text.as_bytes(), false).unwrap(), text);
            assert_eq!(decode(format!("\u{feff}{text}").as_bytes(), false).unwrap(), text);
        }
    }

    #[test]
    fn utf16_in_both_orders_with_and_without_a_mark() {
        for text in [SIMPLIFIED, TRADITIONAL, ENGLISH, "一\n", "a b"] {
            for to_bytes in [u16::to_le_bytes, u16::to_be_bytes] {
                assert_eq!(decode(&utf16(text, to_bytes), false).unwrap(), text);
                assert_eq!(decode(&utf16(&format!("\u{feff}{text}"), to_bytes), false).unwrap(), text);
            }
        }
    }

    #[test]
    fn chinese_in_its_older_encodings() {
        assert_eq!(decode(&GB18030.encode(SIMPLIFIED).0, false).unwrap(), SIMPLIFIED);
        assert_eq!(decode(&BIG5.encode(TRADITIONAL).0, false).unwrap(), TRADITIONAL);
        // Four bytes in GB18030, and in no older standard.
        let rare = format!("{SIMPLIFIED}㐀𠀀");
        assert_eq!(decode(&GB18030.encode(&rare).0, false).unwrap(), rare);
    }

    #[test]
    fn other_encodings_are_guessed() {
        let text = "Полиция сообщила, что в прошлом году раскрыто сорок тысяч преступлений.";
        assert_eq!(decode(&WINDOWS_1251.encode(text).0, false).unwrap(), text);
    }

    #[test]
    fn a_declared_encoding_beats_a_guess_but_not_valid_utf8() {
        let page = "<meta http-equiv=Content-Type content=\"text/html; charset=big5\"><p>損失";
        let bytes = BIG5.encode(page).0;
        assert_eq!(declared_encoding(&bytes), Some(BIG5));
        assert_eq!(decode(&bytes, true).unwrap(), page);
        assert_eq!(decode(page.as_bytes(), true).unwrap(), page);
        assert_eq!(declared_encoding(b"<?xml version='1.0' encoding='gb2312'?>"), Some(encoding_rs::GBK));
        assert_eq!(declared_encoding(b"the charset is open, charset=nonsense;"), None);
        assert_eq!(declared_encoding(b"charset=utf-8"), None);
    }

    #[test]
    fn a_cut_or_damaged_utf8_is_still_utf8() {
        let cut = &SIMPLIFIED.as_bytes()[..SIMPLIFIED.len() - 4];
        assert!(decode(cut, false).unwrap().starts_with("全国公安机关"));
    }

    #[test]
    fn what_is_not_text() {
        assert_eq!(reason(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"), RejectReason::Binary);
        assert_eq!(reason(b"%PDF-1.7\n1 0 obj"), RejectReason::Binary);
        assert_eq!(reason(b"text\0with\0NULs, here"), RejectReason::Binary);
        assert_eq!(reason(b"\x01\x02\x03\x04"), RejectReason::Binary);
    }

    #[test]
    fn text_that_cannot_be_decoded() {
        assert_eq!(reason(b"\xef\xbb\xbfabc \xff\xfe \xff\xff \xfe\xff"), RejectReason::BadEncoding);
        let unpaired: Vec<u8> = [0xfeffu16, 0xd800, 0x41, 0xd800, 0x42, 0xd800, 0x43].map(u16::to_le_bytes).concat();
        assert_eq!(reason(&unpaired), RejectReason::BadEncoding);
    }
}
