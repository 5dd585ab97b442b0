using System.Buffers;
using System.Text;
using SQLitePCL;

namespace OrleansSms.Storage.Sqlite.Engine;

/// <summary>
/// A prepared statement, kept by its connection. Disposing it makes it ready for its next use. Parameters count from 1, columns from 0.
/// </summary>
internal sealed unsafe class Statement(Connection connection, sqlite3_stmt prepared) : IDisposable
{
    private const int StackBytes = 1024;

    private readonly nint _handle = prepared.DangerousGetHandle();
    private bool _used;

    public Statement Bind(int parameter, long value)
    {
        Check(NativeMethods.BindInt64(_handle, parameter, value));
        return this;
    }

    public Statement Bind(int parameter, bool value) => Bind(parameter, value ? 1L : 0L);

    /// <summary>Binds a number, or leaves NULL.</summary>
    public Statement Bind(int parameter, long? value) => value is { } number ? Bind(parameter, number) : this;

    /// <summary>Binds a text, or leaves NULL.</summary>
    public Statement Bind(int parameter, string? text)
    {
        if (text is null)
        {
            return this;
        }

        var max = Encoding.UTF8.GetMaxByteCount(text.Length);
        if (max <= StackBytes)
        {
            Span<byte> bytes = stackalloc byte[StackBytes];
            return BindText(parameter, bytes[..Encoding.UTF8.GetBytes(text, bytes)]);
        }

        var rented = ArrayPool<byte>.Shared.Rent(max);
        BindText(parameter, rented.AsSpan(0, Encoding.UTF8.GetBytes(text, rented)));
        ArrayPool<byte>.Shared.Return(rented);
        return this;
    }

    /// <summary>Binds text that is UTF-8 already.</summary>
    public Statement BindText(int parameter, ReadOnlySpan<byte> utf8)
    {
        var none = default(byte);
        fixed (byte* pointer = utf8)
        {
            // A null pointer would bind NULL.
            Check(NativeMethods.BindText(_handle, parameter, pointer is null ? &none : pointer, utf8.Length, NativeMethods.Transient));
        }

        return this;
    }

    public Statement Bind(int parameter, ReadOnlySpan<byte> blob)
    {
        var none = default(byte);
        fixed (byte* pointer = blob)
        {
            Check(NativeMethods.BindBlob(_handle, parameter, pointer is null ? &none : pointer, blob.Length, NativeMethods.Transient));
        }

        return this;
    }

    /// <summary>Goes to the next row; false after the last.</summary>
    public bool Step()
    {
        _used = true;
        var result = NativeMethods.Step(_handle);
        if (result == raw.SQLITE_ROW)
        {
            return true;
        }

        return result == raw.SQLITE_DONE ? false : throw connection.Error(result);
    }

    /// <summary>Runs a statement that has no rows to give, and makes it ready for the next.</summary>
    public void Run()
    {
        try
        {
            Step();
        }
        finally
        {
            Dispose();
        }
    }

    public long GetInt64(int column) => NativeMethods.ColumnInt64(_handle, column);

    public int GetInt32(int column) => (int)NativeMethods.ColumnInt64(_handle, column);

    public bool IsNull(int column) => NativeMethods.ColumnType(_handle, column) == raw.SQLITE_NULL;

    public long? GetNullable(int column) => IsNull(column) ? null : GetInt64(column);

    /// <summary>Octets of a blob or text; valid until the next step.</summary>
    public ReadOnlySpan<byte> GetBytes(int column)
    {
        var pointer = NativeMethods.ColumnBlob(_handle, column);
        return pointer is null ? default : new ReadOnlySpan<byte>(pointer, NativeMethods.ColumnBytes(_handle, column));
    }

    public string GetText(int column) => Encoding.UTF8.GetString(GetBytes(column));

    public string? GetNullableText(int column)
    {
        var bytes = GetBytes(column);
        return bytes.IsEmpty && IsNull(column) ? null : Encoding.UTF8.GetString(bytes);
    }

    public void Dispose()
    {
        if (_used)
        {
            // The result repeats the error that Step has thrown.
            _ = NativeMethods.Reset(_handle);
            _used = false;
        }

        _ = NativeMethods.ClearBindings(_handle);
    }

    private void Check(int result)
    {
        if (result != raw.SQLITE_OK)
        {
            throw connection.Error(result);
        }
    }
}
