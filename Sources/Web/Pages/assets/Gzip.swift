internal import CZLib
internal import Foundation

/// Files as gzip (RFC 1952), made once when the server starts: style sheets and scripts take a fifth of their length, which a slow
/// telephone notices. Pages are sent as they are: they carry secrets beside what somebody else chose.
enum Gzip {
    /// What deflate's window size means besides a size: a header and a check sum as gzip has them.
    private static let gzipWindow: Int32 = 15 + 16
    private static let mostMemory: Int32 = 9

    /// The bytes as gzip; nil if that is no shorter, or cannot be made.
    static func compressed(_ bytes: Data) -> Data? {
        guard let length = UInt32(exactly: bytes.count) else { return nil }
        var stream = z_stream()
        let size = Int32(MemoryLayout<z_stream>.size)
        guard
            deflateInit2_(
                &stream,
                Z_BEST_COMPRESSION,
                Z_DEFLATED,
                gzipWindow,
                mostMemory,
                Z_DEFAULT_STRATEGY,
                ZLIB_VERSION,
                size
            ) == Z_OK
        else { return nil }
        defer { deflateEnd(&stream) }
        var input = [UInt8](bytes)
        var output = [UInt8](repeating: 0, count: Int(deflateBound(&stream, UInt(length))))
        let room = UInt32(clamping: output.count)
        let status = input.withUnsafeMutableBufferPointer { input in
            output.withUnsafeMutableBufferPointer { output in
                stream.next_in = input.baseAddress
                stream.avail_in = length
                stream.next_out = output.baseAddress
                stream.avail_out = room
                return deflate(&stream, Z_FINISH)
            }
        }
        let made = output.count - Int(stream.avail_out)
        guard status == Z_STREAM_END, made < bytes.count else { return nil }
        return Data(output[..<made])
    }
}
