# What a type checker sees of the names that the package loads late.
from communique.faces.python import Answer as Answer
from communique.faces.python import Claims as Claims
from communique.faces.python import Facts as Facts
from communique.faces.python import Reading as Reading
from communique.faces.python import Readings as Readings
from communique.faces.python import Register as Register
from communique.faces.python import brief as brief
from communique.faces.python import read as read
from communique.model import Brief as Brief
from communique.model import Claim as Claim
from communique.model import Document as Document
from communique.model import Evidence as Evidence
from communique.model import Fact as Fact

__version__: str
