use std::borrow::Cow;
use std::io::{self, Read};

use tallysheet_model::RejectReason;

use crate::format::Compression;
use crate::refusal::Refusal;

/// `bytes` uncompressed, at most `limit` of them.
pub(crate) fn unpack(compression: Compression, bytes: &[u8], limit: u64) -> Result<Cow<'_, [u8]>, Refusal> {
    match compression {
        Compression::None if bytes.len() as u64 > limit => Err(too_large(limit)),
        Compression::None => Ok(Cow::Borrowed(bytes)),
        // A gzip file may consist of several members, one behind the other.
        #[cfg(feature = "gzip")]
        Compression::Gzip => read_packed("gzip", flate2::bufread::MultiGzDecoder::new(bytes), limit),
        #[cfg(feature = "zstd")]
        Compression::Zstd => match zstd::Decoder::with_buffer(bytes) {
            Ok(decoder) => read_packed("zstd", decoder, limit),
            Err(error) => Err(damaged("zstd", &error)),
        },
    }
}

/// Everything that `reader` gives, or `too_large` as soon as that is more than `limit` bytes.
pub(crate) fn read_all(reader: impl Read, limit: u64) -> io::Result<Result<Vec<u8>, Refusal>> {
    let mut bytes = Vec::new();
    reader.take(limit.saturating_add(1)).read_to_end(&mut bytes)?;
    Ok(if bytes.len() as u64 > limit { Err(too_large(limit)) } else { Ok(bytes) })
}

fn too_large(limit: u64) -> Refusal {
    Refusal::new(RejectReason::TooLarge, format!("more than {limit} bytes, the limit that `max_bytes` sets"))
}

#[cfg(any(feature = "gzip", feature = "zstd"))]
fn read_packed(name: &str, reader: impl Read, limit: u64) -> Result<Cow<'static, [u8]>, Refusal> {
    read_all(reader, limit).map_err(|error| damaged(name, &error))?.map(Cow::Owned)
}

#[cfg(any(feature = "gzip", feature = "zstd"))]
fn damaged(name: &str, error: &io::Error) -> Refusal {
    Refusal::new(RejectReason::BadCompression, format!("damaged {name} stream: {error}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_limit_holds_without_compression_too() {
        assert_eq!(unpack(Compression::None, b"abc", 2).unwrap_err().reason, RejectReason::TooLarge);
        assert_eq!(*unpack(Compression::None, b"abc", 3).unwrap(), *b"abc");
    }

    #[cfg(feature = "gzip")]
    fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut packed = Vec::new();
        flate2::read::GzEncoder::new(bytes, flate2::Compression::default()).read_to_end(&mut packed).unwrap();
        packed
    }

    #[cfg(feature = "gzip")]
    #[test]
    fn every_member_of_a_gzip_is_read() {
        let packed = [gzip(b"one "), gzip(b"two")].concat();
        assert_eq!(*unpack(Compression::Gzip, &packed, 100).unwrap(), *b"one two");
    }

    #[cfg(feature = "gzip")]
    #[test]
    fn damaged_gzip() {
        let packed = gzip(b"a story of some length");
        for damaged in [&packed[..packed.len() - 5], b"no gzip at all", &packed[..3]] {
            let refusal = unpack(Compression::Gzip, damaged, 100).unwrap_err();
            assert_eq!(refusal.reason, RejectReason::BadCompression);
        }
    }

    #[cfg(feature = "gzip")]
    #[test]
    fn unpacking_stops_at_the_limit() {
        let packed = gzip(&vec![b'a'; 1_000_000]);
        assert_eq!(unpack(Compression::Gzip, &packed, 999_999).unwrap_err().reason, RejectReason::TooLarge);
        assert_eq!(unpack(Compression::Gzip, &packed, 1_000_000).unwrap().len(), 1_000_000);
    }

    #[cfg(feature = "zstd")]
    #[test]
    fn zstd_whole_and_damaged() {
        let packed = zstd::encode_all(&b"a story"[..], 3).unwrap();
        assert_eq!(*unpack(Compression::Zstd, &packed, 100).unwrap(), *b"a story");
        for damaged in [&packed[..packed.len() - 2], b"no zstd"] {
            let refusal = unpack(Compression::Zstd, damaged, 100).unwrap_err();
            assert_eq!(refusal.reason, RejectReason::BadCompression);
        }
    }
}
