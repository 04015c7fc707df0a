import Foundation
import Glibc

/// A small file of text, read whole.
enum TextFile {
    /// Why a file cannot be read, as a clause: `no such file`.
    struct Problem: Error, CustomStringConvertible {
        let description: String
    }

    /// The text of a regular file of at most `maximumBytes`, in UTF-8. Nothing else: a pipe could keep us for ever.
    static func read(_ path: String, maximumBytes: Int) throws(Problem) -> String {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw Problem(description: reason(errno)) }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            throw Problem(description: "not a regular file")
        }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 64 << 10)
        while true {
            let count = Glibc.read(descriptor, &buffer, buffer.count)
            if count < 0 && errno == EINTR { continue }
            guard count >= 0 else { throw Problem(description: reason(errno)) }
            guard count > 0 else { break }
            bytes += buffer[..<count]
            guard bytes.count <= maximumBytes else {
                throw Problem(description: "larger than \(maximumBytes) bytes")
            }
        }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw Problem(description: "not text in UTF-8")
        }
        return text
    }

    /// Whether there is anything at a path.
    static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

    private static func reason(_ code: Int32) -> String {
        switch code {
        case ENOENT: "no such file"
        case EACCES: "this user may not read it"
        default: String(cString: strerror(code))
        }
    }
}
