import Glibc

/// A regular file that is read from its beginning.
final class SheetFile {
    private let descriptor: Int32
    let sizeBytes: Int

    /// Opens a file. What is no regular file is refused: a pipe could keep the reader waiting.
    init(path: String) throws(SheetError) {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw .unreadable(code: errno) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            close(descriptor)
            throw .unreadable(code: EINVAL)
        }
        self.descriptor = descriptor
        sizeBytes = Int(status.st_size)
    }

    deinit { close(descriptor) }

    /// Fills the buffer as far as the file goes; less only at the end.
    func readFully(into buffer: inout [UInt8]) throws(SheetError) -> Int {
        var filled = 0
        while filled < buffer.count {
            let count = buffer.withUnsafeMutableBytes { bytes in
                read(descriptor, bytes.baseAddress.map { $0 + filled }, bytes.count - filled)
            }
            if count < 0 && errno == EINTR { continue }
            guard count >= 0 else { throw .unreadable(code: errno) }
            guard count > 0 else { break }
            filled += count
        }
        return filled
    }

    /// Goes on from a place, in bytes from the beginning.
    func seek(to offset: Int) throws(SheetError) {
        guard lseek(descriptor, off_t(offset), SEEK_SET) >= 0 else { throw .unreadable(code: errno) }
    }
}
