#pragma once

#include "model/base/id.h"

namespace drawbridge::test {

// Ids that are the same in every run: e1, b2, f3, ...
class CountingIds final : public IdSource
{
public:
    IdText next(char kindLetter) override
    {
        return IdText(QByteArrayView(QByteArray(1, kindLetter) + QByteArray::number(++m_last)));
    }

private:
    int m_last = 0;
};

} // namespace drawbridge::test
