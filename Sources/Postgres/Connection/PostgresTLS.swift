internal import CLibPQ
import Glibc

/// What libpq 15 leaves to its users over TLS.
enum PostgresTLS {
    private typealias Pending = @convention(c) (UnsafeMutableRawPointer?) -> Int32

    /// OpenSSL's `SSL_pending`, found in the library that libpq has loaded.
    private static let pending: Pending? = dlsym(nil, "SSL_pending").map { unsafeBitCast($0, to: Pending.self) }

    /// True when OpenSSL has decrypted bytes that libpq has not read: the socket will not announce them.
    static func hasPendingBytes(_ connection: OpaquePointer) -> Bool {
        guard PQsslInUse(connection) == 1, let pending, let tls = PQsslStruct(connection, "OpenSSL") else {
            return false
        }
        return pending(tls) > 0
    }
}
