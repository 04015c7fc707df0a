/// The identifiers of the built-in types, each under its name in `pg_type` ("char" is `internalChar`, pg_lsn `lsn`).
/// They are the same in every database and every release.
extension PostgresTypeID {
    /// True or false.
    @inlinable package static var bool: Self { Self(16) }
    /// Bytes.
    @inlinable package static var bytea: Self { Self(17) }
    /// `"char"`: one byte.
    @inlinable package static var internalChar: Self { Self(18) }
    /// Text of at most 63 bytes: names of objects.
    @inlinable package static var name: Self { Self(19) }
    /// A whole number of 64 bits.
    @inlinable package static var int8: Self { Self(20) }
    /// A whole number of 16 bits.
    @inlinable package static var int2: Self { Self(21) }
    /// A whole number of 32 bits.
    @inlinable package static var int4: Self { Self(23) }
    /// A function, by its name where that is unique.
    @inlinable package static var regproc: Self { Self(24) }
    /// Text of any length.
    @inlinable package static var text: Self { Self(25) }
    /// An object's identifier.
    @inlinable package static var oid: Self { Self(26) }
    /// Where a row lies in its table.
    @inlinable package static var tid: Self { Self(27) }
    /// A transaction, in 32 bits.
    @inlinable package static var xid: Self { Self(28) }
    /// A command inside a transaction.
    @inlinable package static var cid: Self { Self(29) }
    /// JSON, kept as text.
    @inlinable package static var json: Self { Self(114) }
    /// XML, kept as text.
    @inlinable package static var xml: Self { Self(142) }
    /// A place in the plane.
    @inlinable package static var point: Self { Self(600) }
    /// A line between two points.
    @inlinable package static var lseg: Self { Self(601) }
    /// Points joined by lines.
    @inlinable package static var path: Self { Self(602) }
    /// A rectangle.
    @inlinable package static var box: Self { Self(603) }
    /// A closed figure.
    @inlinable package static var polygon: Self { Self(604) }
    /// A line without ends.
    @inlinable package static var line: Self { Self(628) }
    /// A network's address.
    @inlinable package static var cidr: Self { Self(650) }
    /// Floating point of 32 bits.
    @inlinable package static var float4: Self { Self(700) }
    /// Floating point of 64 bits.
    @inlinable package static var float8: Self { Self(701) }
    /// A literal that no type was found for.
    @inlinable package static var unknown: Self { Self(705) }
    /// Text as the server's own functions hand it over.
    @inlinable package static var cstring: Self { Self(2275) }
    /// A circle.
    @inlinable package static var circle: Self { Self(718) }
    /// An Ethernet address of eight bytes.
    @inlinable package static var macaddr8: Self { Self(774) }
    /// An amount in the server's currency.
    @inlinable package static var money: Self { Self(790) }
    /// An Ethernet address of six bytes.
    @inlinable package static var macaddr: Self { Self(829) }
    /// A host's address, with its network.
    @inlinable package static var inet: Self { Self(869) }
    /// `char(n)`: text filled up with blanks.
    @inlinable package static var bpchar: Self { Self(1042) }
    /// `varchar(n)`: text of limited length.
    @inlinable package static var varchar: Self { Self(1043) }
    /// A day.
    @inlinable package static var date: Self { Self(1082) }
    /// A time of day.
    @inlinable package static var time: Self { Self(1083) }
    /// Date and time, without a zone.
    @inlinable package static var timestamp: Self { Self(1114) }
    /// A moment in time.
    @inlinable package static var timestamptz: Self { Self(1184) }
    /// A span of time.
    @inlinable package static var interval: Self { Self(1186) }
    /// A time of day with its distance from Greenwich.
    @inlinable package static var timetz: Self { Self(1266) }
    /// Bits of fixed number.
    @inlinable package static var bit: Self { Self(1560) }
    /// Bits.
    @inlinable package static var varbit: Self { Self(1562) }
    /// An exact decimal number.
    @inlinable package static var numeric: Self { Self(1700) }
    /// A cursor's name.
    @inlinable package static var refcursor: Self { Self(1790) }
    /// A function, with its arguments.
    @inlinable package static var regprocedure: Self { Self(2202) }
    /// An operator, by its name where that is unique.
    @inlinable package static var regoper: Self { Self(2203) }
    /// An operator, with its arguments.
    @inlinable package static var regoperator: Self { Self(2204) }
    /// A table or the like.
    @inlinable package static var regclass: Self { Self(2205) }
    /// A type.
    @inlinable package static var regtype: Self { Self(2206) }
    /// A row that has no type of its own.
    @inlinable package static var record: Self { Self(2249) }
    /// A universally unique identifier.
    @inlinable package static var uuid: Self { Self(2950) }
    /// `pg_lsn`: a place in the write-ahead log.
    @inlinable package static var lsn: Self { Self(3220) }
    /// A configuration of text search.
    @inlinable package static var regconfig: Self { Self(3734) }
    /// A dictionary of text search.
    @inlinable package static var regdictionary: Self { Self(3769) }
    /// JSON, taken apart.
    @inlinable package static var jsonb: Self { Self(3802) }
    /// A range over int4.
    @inlinable package static var int4range: Self { Self(3904) }
    /// A range over numeric.
    @inlinable package static var numrange: Self { Self(3906) }
    /// A range over timestamp.
    @inlinable package static var tsrange: Self { Self(3908) }
    /// A range over timestamptz.
    @inlinable package static var tstzrange: Self { Self(3910) }
    /// A range over date.
    @inlinable package static var daterange: Self { Self(3912) }
    /// A range over int8.
    @inlinable package static var int8range: Self { Self(3926) }
    /// An SQL/JSON path.
    @inlinable package static var jsonpath: Self { Self(4072) }
    /// A schema.
    @inlinable package static var regnamespace: Self { Self(4089) }
    /// A role.
    @inlinable package static var regrole: Self { Self(4096) }
    /// A collation.
    @inlinable package static var regcollation: Self { Self(4191) }
    /// Ranges over int4.
    @inlinable package static var int4multirange: Self { Self(4451) }
    /// Ranges over numeric.
    @inlinable package static var nummultirange: Self { Self(4532) }
    /// Ranges over timestamp.
    @inlinable package static var tsmultirange: Self { Self(4533) }
    /// Ranges over timestamptz.
    @inlinable package static var tstzmultirange: Self { Self(4534) }
    /// Ranges over date.
    @inlinable package static var datemultirange: Self { Self(4535) }
    /// Ranges over int8.
    @inlinable package static var int8multirange: Self { Self(4536) }
    /// A transaction, in 64 bits.
    @inlinable package static var xid8: Self { Self(5069) }
    /// Several int2, from index 0, in the system catalogue.
    @inlinable package static var int2vector: Self { Self(22) }
    /// Several oid, from index 0, in the system catalogue.
    @inlinable package static var oidvector: Self { Self(30) }

    /// `bool[]`.
    @inlinable package static var boolArray: Self { Self(1000) }
    /// `bytea[]`.
    @inlinable package static var byteaArray: Self { Self(1001) }
    /// `int8[]`.
    @inlinable package static var int8Array: Self { Self(1016) }
    /// `int2[]`.
    @inlinable package static var int2Array: Self { Self(1005) }
    /// `int4[]`.
    @inlinable package static var int4Array: Self { Self(1007) }
    /// `text[]`.
    @inlinable package static var textArray: Self { Self(1009) }
    /// `float4[]`.
    @inlinable package static var float4Array: Self { Self(1021) }
    /// `float8[]`.
    @inlinable package static var float8Array: Self { Self(1022) }
    /// `uuid[]`.
    @inlinable package static var uuidArray: Self { Self(2951) }
    /// `timestamptz[]`.
    @inlinable package static var timestamptzArray: Self { Self(1185) }
    /// `varchar[]`.
    @inlinable package static var varcharArray: Self { Self(1015) }
    /// `numeric[]`.
    @inlinable package static var numericArray: Self { Self(1231) }
}
