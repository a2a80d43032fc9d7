using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Query.SqlExpressions;
using Microsoft.EntityFrameworkCore.Storage;
using Retention.Relational;

namespace Retention.EntityFrameworkCore.Mapping;

/// <summary>Lets <see cref="PointsColumns.ToTenThousandths"/> be worked out in the database.</summary>
internal static class PointsTranslation
{
    internal static void Apply(ModelBuilder model, SqlDialect dialect)
    {
        DbFunctionBuilder function = model.HasDbFunction(typeof(PointsColumns).GetMethod(nameof(PointsColumns.ToTenThousandths))!);
        if (dialect == SqlDialect.Sqlite)
        {
            var count = new LongTypeMapping("INTEGER");
            function.HasParameter("points").Metadata.TypeMapping = (RelationalTypeMapping)count.WithComposedConverter(new PointsInTenThousandths());
            function.HasTranslation(arguments => new SqlUnaryExpression(ExpressionType.Convert, arguments[0], typeof(long), count));
        }
        else
        {
            var number = new DecimalTypeMapping("numeric");
            function.HasParameter("points").Metadata.TypeMapping = (RelationalTypeMapping)number.WithComposedConverter(new PointsInDecimals());
            function.HasTranslation(arguments => new SqlUnaryExpression(
                ExpressionType.Convert,
                new SqlBinaryExpression(ExpressionType.Multiply, arguments[0], new SqlConstantExpression(10_000m, number), typeof(decimal), number),
                typeof(long),
                new LongTypeMapping("bigint")));
        }
    }
}
