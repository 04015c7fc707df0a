import Glibc

/// A file that is written from its beginning, in large pieces.
final class OutputFile {
    private static let bufferBytes = 128 << 10

    let path: String
    private var descriptor: Int32
    private var buffer: [UInt8] = []

    /// Makes the file; what stood there is replaced.
    init(path: String) throws(SheetError) {
        self.path = path
        descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw Self.failure() }
        buffer.reserveCapacity(Self.bufferBytes * 2)
    }

    deinit { if descriptor >= 0 { close(descriptor) } }

    func write(_ bytes: UnsafeBufferPointer<UInt8>) throws(SheetError) {
        buffer.append(contentsOf: bytes)
        if buffer.count >= Self.bufferBytes { try flush() }
    }

    func write(_ bytes: some Collection<UInt8>) throws(SheetError) {
        buffer.append(contentsOf: bytes)
        if buffer.count >= Self.bufferBytes { try flush() }
    }

    func write(_ text: String) throws(SheetError) { try write(text.utf8) }

    /// Writes what is left and closes the file. Nothing may be written after it.
    func finish() throws(SheetError) {
        try flush()
        let status = close(descriptor)
        descriptor = -1
        guard status == 0 else { throw Self.failure() }
    }

    private func flush() throws(SheetError) {
        guard descriptor >= 0 else { throw .unwritable("the file is finished") }
        var written = 0
        while written < buffer.count {
            let count = buffer.withUnsafeBytes { bytes in
                Glibc.write(descriptor, bytes.baseAddress.map { $0 + written }, bytes.count - written)
            }
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { throw Self.failure() }
            written += count
        }
        buffer.removeAll(keepingCapacity: true)
    }

    private static func failure() -> SheetError { .unwritable(String(cString: strerror(errno))) }
}
